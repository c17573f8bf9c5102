-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "reopenedOn" TEXT;

-- By hand: what the schema language cannot express.
