-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" TEXT,
    "title" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "transport" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "calendar" JSONB NOT NULL,
    "policy" JSONB NOT NULL,
    "fromDate" TEXT NOT NULL,
    "endDate" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "pausedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanRevision" (
    "planId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "basis" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanRevision_pkey" PRIMARY KEY ("planId","number")
);

-- CreateTable
CREATE TABLE "Topic" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "short" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "choice" BOOLEAN NOT NULL,
    "silent" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "materialsAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Stage" (
    "id" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "owners" TEXT[],
    "audience" TEXT[],
    "opensOn" TEXT NOT NULL,
    "dueDate" TEXT NOT NULL,
    "lateAfter" TEXT NOT NULL,
    "tentative" BOOLEAN NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "heldFor" TEXT,
    "information" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Stage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Body" (
    "id" TEXT NOT NULL,

    CONSTRAINT "Body_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BodyVersion" (
    "bodyId" TEXT NOT NULL,
    "validFrom" TEXT NOT NULL,
    "validTo" TEXT,
    "name" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "roles" TEXT[],
    "parentId" TEXT,
    "kind" TEXT NOT NULL,

    CONSTRAINT "BodyVersion_pkey" PRIMARY KEY ("bodyId","validFrom")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" TEXT NOT NULL,
    "bodyId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "language" TEXT NOT NULL DEFAULT 'vi',
    "status" TEXT NOT NULL DEFAULT 'ok',
    "statusAt" TIMESTAMPTZ(3),
    "why" TEXT,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Route" (
    "bodyId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "address" TEXT,
    "via" TEXT NOT NULL,
    "viaBodyId" TEXT,

    CONSTRAINT "Route_pkey" PRIMARY KEY ("bodyId","contactId")
);

-- CreateTable
CREATE TABLE "Supervisor" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "role" TEXT NOT NULL,
    "awayUntil" TEXT,
    "substitute" TEXT,

    CONSTRAINT "Supervisor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfficerUnit" (
    "bodyId" TEXT NOT NULL,
    "supervisorId" TEXT NOT NULL,

    CONSTRAINT "OfficerUnit_pkey" PRIMARY KEY ("bodyId")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" TEXT NOT NULL,
    "stageId" TEXT NOT NULL,
    "bodyId" TEXT NOT NULL,
    "unitId" TEXT,
    "status" TEXT NOT NULL,
    "dueDate" TEXT NOT NULL,
    "lateAfter" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "dueRevision" INTEGER NOT NULL DEFAULT 1,
    "plannedDate" TEXT,
    "plannedAt" TIMESTAMPTZ(3),
    "quietUntil" TEXT,
    "judgeOn" TEXT NOT NULL,
    "verdict" TEXT,
    "verdictAt" TIMESTAMPTZ(3),
    "heldDays" INTEGER NOT NULL DEFAULT 0,
    "passedOnAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DueRevision" (
    "assignmentId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "dueDate" TEXT NOT NULL,
    "lateAfter" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "basis" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DueRevision_pkey" PRIMARY KEY ("assignmentId","number")
);

-- CreateTable
CREATE TABLE "Report" (
    "assignmentId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "learned" TEXT,
    "heldOn" TEXT,
    "content" JSONB NOT NULL,
    "late" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "confirmedBy" TEXT,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("assignmentId","revision")
);

-- CreateTable
CREATE TABLE "StepRun" (
    "ownerId" TEXT NOT NULL,
    "stepKey" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "StepRun_pkey" PRIMARY KEY ("ownerId","stepKey")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "urgency" INTEGER NOT NULL,
    "assignmentId" TEXT,
    "dueRevision" INTEGER,
    "stageId" TEXT,
    "taskId" TEXT,
    "bodyId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "immediate" BOOLEAN NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "slotAt" TIMESTAMPTZ(3) NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL,
    "why" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "messageId" TEXT,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "planned" BOOLEAN NOT NULL,
    "transport" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "headerId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kinds" TEXT[],
    "slotAt" TIMESTAMPTZ(3) NOT NULL,
    "frozen" TEXT,
    "sha256" TEXT,
    "size" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "retryAt" TIMESTAMPTZ(3),
    "queuedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "why" TEXT,
    "reply" TEXT,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "messageId" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reachedData" BOOLEAN NOT NULL,
    "sha256" TEXT,
    "reply" TEXT,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("messageId","n")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "stageId" TEXT,
    "groupId" TEXT,
    "subjectId" TEXT,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "outcome" TEXT,
    "version" INTEGER NOT NULL,
    "ownerId" TEXT,
    "leaseUntil" TEXT,
    "level" INTEGER NOT NULL DEFAULT 0,
    "allIn" BOOLEAN NOT NULL DEFAULT false,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedOn" TEXT NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskMember" (
    "taskId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "dueRevision" INTEGER NOT NULL,
    "unitId" TEXT,
    "status" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TaskMember_pkey" PRIMARY KEY ("taskId","assignmentId","dueRevision")
);

-- CreateTable
CREATE TABLE "TaskEvent" (
    "taskId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "idempotencyKey" TEXT,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TaskEvent_pkey" PRIMARY KEY ("taskId","version")
);

-- CreateTable
CREATE TABLE "Clock" (
    "workflowId" TEXT NOT NULL,
    "next" TIMESTAMPTZ(3),
    "asOf" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Clock_pkey" PRIMARY KEY ("workflowId")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" BIGSERIAL NOT NULL,
    "workflowId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" TEXT NOT NULL,
    "bodyId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Transport" (
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "why" TEXT,
    "ratePerSec" DOUBLE PRECISION,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "refilledAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Transport_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "Topic_planId_idx" ON "Topic"("planId");

-- CreateIndex
CREATE INDEX "Stage_topicId_idx" ON "Stage"("topicId");

-- CreateIndex
CREATE INDEX "BodyVersion_parentId_idx" ON "BodyVersion"("parentId");

-- CreateIndex
CREATE INDEX "Contact_bodyId_idx" ON "Contact"("bodyId");

-- CreateIndex
CREATE INDEX "Contact_email_idx" ON "Contact"("email");

-- CreateIndex
CREATE INDEX "Route_address_idx" ON "Route"("address");

-- CreateIndex
CREATE INDEX "Assignment_stageId_status_dueDate_idx" ON "Assignment"("stageId", "status", "dueDate");

-- CreateIndex
CREATE INDEX "Assignment_bodyId_idx" ON "Assignment"("bodyId");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_stageId_bodyId_key" ON "Assignment"("stageId", "bodyId");

-- CreateIndex
CREATE UNIQUE INDEX "Report_assignmentId_idempotencyKey_key" ON "Report"("assignmentId", "idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_dedupeKey_key" ON "Notice"("dedupeKey");

-- CreateIndex
CREATE INDEX "Notice_assignmentId_idx" ON "Notice"("assignmentId");

-- CreateIndex
CREATE INDEX "Notice_messageId_idx" ON "Notice"("messageId");

-- CreateIndex
CREATE INDEX "Notice_taskId_idx" ON "Notice"("taskId");

-- CreateIndex
CREATE INDEX "Message_address_idx" ON "Message"("address");

-- CreateIndex
CREATE INDEX "Task_planId_status_idx" ON "Task"("planId", "status");

-- CreateIndex
CREATE INDEX "TaskMember_assignmentId_idx" ON "TaskMember"("assignmentId");

-- CreateIndex
CREATE UNIQUE INDEX "TaskEvent_taskId_idempotencyKey_key" ON "TaskEvent"("taskId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "Audit_subject_idx" ON "Audit"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "Link_bodyId_contactId_purpose_planId_key" ON "Link"("bodyId", "contactId", "purpose", "planId");

-- AddForeignKey
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Topic" ADD CONSTRAINT "Topic_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BodyVersion" ADD CONSTRAINT "BodyVersion_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Route" ADD CONSTRAINT "Route_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_stageId_fkey" FOREIGN KEY ("stageId") REFERENCES "Stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DueRevision" ADD CONSTRAINT "DueRevision_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMember" ADD CONSTRAINT "TaskMember_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskEvent" ADD CONSTRAINT "TaskEvent_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what the schema language cannot express.

-- One planned e-mail per transport, address and window; others (receipts, fresh links) are not gathered.
CREATE UNIQUE INDEX "Message_gathering_key" ON "Message" ("transport", "address", "windowStart") WHERE "planned";

-- What the delivery looks for: mail to gather, to send, and to settle when a lease ran out.
CREATE INDEX "Notice_planned_idx" ON "Notice" ("transport", "slotAt", "address") WHERE "status" = 'planned';
CREATE INDEX "Message_queued_idx" ON "Message" ("transport", "slotAt") WHERE "status" = 'queued';
CREATE INDEX "Message_sending_idx" ON "Message" ("transport", "leaseUntil") WHERE "status" = 'sending';
CREATE INDEX "Message_unknown_idx" ON "Message" ("transport", "retryAt") WHERE "status" = 'unknown';
-- Bytes go 30 days after a final state.
CREATE INDEX "Message_frozen_idx" ON "Message" ("queuedAt") WHERE "frozen" IS NOT NULL;

-- The relay reads what is undelivered, whatever its id.
CREATE INDEX "Event_undelivered_idx" ON "Event" ("workflowId", "id") WHERE "deliveredAt" IS NULL;

-- What is still to be judged or reminded.
CREATE INDEX "Assignment_judging_idx" ON "Assignment" ("stageId", "judgeOn") WHERE "status" = 'open';
CREATE INDEX "Assignment_planned_date_idx" ON "Assignment" ("stageId", "plannedDate") WHERE "status" = 'open' AND "plannedDate" IS NOT NULL;
-- One version of a body is in force on one day.
CREATE UNIQUE INDEX "BodyVersion_in_force_key" ON "BodyVersion" ("bodyId") WHERE "validTo" IS NULL;

-- One open task per key; an absent stage, group or subject is a value like any other.
CREATE UNIQUE INDEX "Task_open_key" ON "Task" ("kind", "stageId", "groupId", "subjectId") NULLS NOT DISTINCT WHERE "status" <> 'closed';

ALTER TABLE "Plan" ADD CONSTRAINT "Plan_status_check" CHECK ("status" IN ('running', 'paused', 'cancelled', 'closed'));
ALTER TABLE "Topic" ADD CONSTRAINT "Topic_status_check" CHECK ("status" IN ('open', 'closed', 'cancelled'));
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_status_check" CHECK ("status" IN ('waiting', 'held', 'open', 'closed', 'skipped'));
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_kind_check" CHECK ("kind" IN ('selection', 'briefing', 'study', 'session', 'reporting'));
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_channel_check" CHECK ("channel" IN ('email', 'via-unit', 'hand'));
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_status_check" CHECK ("status" IN ('ok', 'bounced', 'suppressed'));
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_email_check" CHECK ("email" = lower("email"));
ALTER TABLE "Route" ADD CONSTRAINT "Route_via_check" CHECK ("via" IN ('email', 'via-unit', 'hand'));
ALTER TABLE "Supervisor" ADD CONSTRAINT "Supervisor_role_check" CHECK ("role" IN ('officer', 'head'));
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_status_check" CHECK ("status" IN ('pending', 'open', 'reported', 'waived', 'cancelled', 'skipped'));
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_verdict_check" CHECK ("verdict" IN ('miss', 'contact', 'held'));
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_revision_check" CHECK ("dueRevision" >= 1 AND "heldDays" >= 0 AND "lateAfter" >= "dueDate");
ALTER TABLE "Report" ADD CONSTRAINT "Report_channel_check" CHECK ("channel" IN ('link', 'phone', 'paper', 'zalo', 'console'));
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_kind_check" CHECK ("kind" IN ('open', 'remind', 'overdue', 'digest', 'task', 'report', 'receipt', 'link'));
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_status_check" CHECK ("status" IN ('planned', 'queued', 'sent', 'skipped', 'failed', 'expired', 'unknown'));
-- What was not told says why.
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_why_check" CHECK ("status" <> 'skipped' OR "why" IS NOT NULL);
ALTER TABLE "Message" ADD CONSTRAINT "Message_status_check" CHECK ("status" IN ('queued', 'sending', 'sent', 'unknown', 'failed', 'skipped', 'expired'));
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_outcome_check" CHECK ("outcome" IN ('accepted', 'deferred', 'refused', 'lost', 'unreached'));
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN ('miss', 'contact', 'systemic', 'extension', 'confirm', 'approval'));
ALTER TABLE "Task" ADD CONSTRAINT "Task_status_check" CHECK ("status" IN ('open', 'claimed', 'closed'));
ALTER TABLE "Task" ADD CONSTRAINT "Task_outcome_check" CHECK (("status" = 'closed') = ("outcome" IS NOT NULL) AND "outcome" IN ('resolved', 'waived', 'extended', 'cancelled'));
ALTER TABLE "Task" ADD CONSTRAINT "Task_owner_check" CHECK ("status" <> 'claimed' OR "ownerId" IS NOT NULL);
ALTER TABLE "TaskMember" ADD CONSTRAINT "TaskMember_status_check" CHECK ("status" IN ('open', 'reported', 'waived', 'extended', 'resolved', 'cancelled', 'converted'));
ALTER TABLE "TaskEvent" ADD CONSTRAINT "TaskEvent_verb_check" CHECK ("verb" IN ('opened', 'added', 'claimed', 'released', 'assigned', 'noted', 'extended', 'waived', 'resolved', 'reported', 'converted', 'escalated', 'lapsed', 'closed'));
ALTER TABLE "Transport" ADD CONSTRAINT "Transport_status_check" CHECK ("status" IN ('running', 'stopped'));

-- The trail and a task's history are only ever added to.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP;
END
$$;
CREATE TRIGGER "Audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "TaskEvent_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "TaskEvent" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "PlanRevision_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "PlanRevision" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "DueRevision_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "DueRevision" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
