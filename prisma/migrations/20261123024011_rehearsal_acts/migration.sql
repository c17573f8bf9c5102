-- CreateTable
CREATE TABLE "Act" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verb" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Act_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "Act_at_idx" ON "Act"("at");

-- By hand: what the schema language cannot express.
