-- A frozen letter is written once, read seldom and gone after 30 days: compressing it cost more than the rest of its row.
ALTER TABLE "Message" ALTER COLUMN "frozen" SET STORAGE EXTERNAL;

-- A letter that is to be tried again is looked for by the instant of its next attempt.
DROP INDEX "Message_queued_idx";
CREATE INDEX "Message_queued_idx" ON "Message" ("transport", "retryAt") WHERE "status" = 'queued';
