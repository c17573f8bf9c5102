-- CreateIndex
CREATE INDEX "Assignment_unitId_idx" ON "Assignment"("unitId");

-- By hand: what the schema language cannot express.
-- A conference that moves or is called off looks for its invitations: a handful among all notices.
CREATE INDEX "Notice_invitation_idx" ON "Notice" ("stageId") WHERE "reason" = 'invitation';
