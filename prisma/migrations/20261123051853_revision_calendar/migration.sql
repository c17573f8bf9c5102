-- AlterTable
ALTER TABLE "PlanRevision" ADD COLUMN     "calendar" JSONB;

-- By hand: what the schema language cannot express.
