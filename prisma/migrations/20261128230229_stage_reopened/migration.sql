-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "reopenedOn" TEXT;

-- By hand: what the schema language cannot express.
-- Stages that had closed and are open again: what was open before the column was has to close as well.
UPDATE "Stage" s SET "reopenedOn" = c.day FROM (
  SELECT "ownerId", split_part("stepKey", '/', 1) AS kind, max(split_part("stepKey", '/', 3)) AS day FROM "StepRun"
  WHERE split_part("stepKey", '/', 2) = 'close' AND result ->> 'closed' = 'true' GROUP BY 1, 2
) c WHERE s."topicId" = c."ownerId" AND s.kind = c.kind AND s.status = 'open';
