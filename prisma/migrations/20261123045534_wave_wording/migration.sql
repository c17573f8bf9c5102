-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "wordingId" TEXT;

-- CreateTable
CREATE TABLE "Wording" (
    "id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "day" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Wording_pkey" PRIMARY KEY ("id")
);

-- By hand: what the schema language cannot express.
