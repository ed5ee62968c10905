-- AlterTable
ALTER TABLE "complaints" ADD COLUMN     "amount_claimed_fen" BIGINT,
ADD COLUMN     "answer" TEXT,
ADD COLUMN     "answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "branch" TEXT,
ADD COLUMN     "close_reason" TEXT,
ADD COLUMN     "compensation_fen" BIGINT,
ADD COLUMN     "complainant_role" TEXT NOT NULL DEFAULT 'self',
ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "disputes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "escalation" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "excluded_ids" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "group_key" TEXT,
ADD COLUMN     "last_seq" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "merged_into_no" TEXT,
ADD COLUMN     "nature" TEXT NOT NULL DEFAULT 'complaint',
ADD COLUMN     "next_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "notice" JSONB,
ADD COLUMN     "proposed_at" TIMESTAMPTZ(3),
ADD COLUMN     "rated_at" TIMESTAMPTZ(3),
ADD COLUMN     "rating_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "rating_comment" TEXT,
ADD COLUMN     "rating_score" INTEGER,
ADD COLUMN     "rating_solved" TEXT,
ADD COLUMN     "repair_shop" TEXT,
ADD COLUMN     "repeat_of_no" TEXT,
ADD COLUMN     "respondents" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "review_requested_at" TIMESTAMPTZ(3),
ADD COLUMN     "root_cause" JSONB,
ADD COLUMN     "source_ref" TEXT,
ADD COLUMN     "supervisor_id" TEXT;

-- CreateTable
CREATE TABLE "complaint_events" (
    "complaint_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "clock_events" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "complaint_events_pkey" PRIMARY KEY ("complaint_id","seq")
);

-- CreateTable
CREATE TABLE "complaint_clocks" (
    "id" TEXT NOT NULL,
    "complaint_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cycle" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "verdict" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "wake_at" TIMESTAMPTZ(3),
    "wake_level" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "complaint_clocks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock_breaches" (
    "clock_id" TEXT NOT NULL,
    "complaint_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "clock_breaches_pkey" PRIMARY KEY ("clock_id")
);

-- CreateTable
CREATE TABLE "clock_notices" (
    "clock_id" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "agent_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "reached_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "notice_id" TEXT NOT NULL,

    CONSTRAINT "clock_notices_pkey" PRIMARY KEY ("clock_id","level","agent_id")
);

-- CreateTable
CREATE TABLE "desk_notices" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "complaint_no" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "desk_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_policies" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "fits" JSONB NOT NULL,
    "targets" JSONB NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sla_policies_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "calendar_versions" (
    "calendar_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "weekly" JSONB NOT NULL,
    "keeps_holidays" BOOLEAN NOT NULL,
    "holidays" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_versions_pkey" PRIMARY KEY ("calendar_id","version")
);

-- CreateTable
CREATE TABLE "saved_filters" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_filters_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "complaint_events_occurred_at_idx" ON "complaint_events"("occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_clocks_complaint_id_kind_cycle_key" ON "complaint_clocks"("complaint_id", "kind", "cycle");

-- CreateIndex
CREATE INDEX "clock_breaches_complaint_id_idx" ON "clock_breaches"("complaint_id");

-- CreateIndex
CREATE INDEX "clock_breaches_due_at_idx" ON "clock_breaches"("due_at");

-- CreateIndex
CREATE INDEX "clock_notices_notice_id_idx" ON "clock_notices"("notice_id");

-- CreateIndex
CREATE INDEX "desk_notices_agent_id_created_at_idx" ON "desk_notices"("agent_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_filters_agent_id_page_name_key" ON "saved_filters"("agent_id", "page", "name");

-- CreateIndex
CREATE INDEX "complaints_handler_id_status_idx" ON "complaints"("handler_id", "status");

-- CreateIndex
CREATE INDEX "complaints_received_at_idx" ON "complaints"("received_at");
