-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "hour" TEXT,
ADD COLUMN     "place" TEXT;

-- By hand: what the schema language cannot express.
