-- DropIndex
DROP INDEX "handoffs_conversation_id_idx";

-- DropIndex
DROP INDEX "handoffs_state_requested_at_idx";

-- AlterTable
ALTER TABLE "agents" ADD COLUMN     "branch" TEXT,
ADD COLUMN     "capacity" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "languages" JSONB NOT NULL DEFAULT '["zh"]',
ADD COLUMN     "last_assigned_at" TIMESTAMPTZ(3),
ADD COLUMN     "presence" TEXT NOT NULL DEFAULT 'away',
ADD COLUMN     "presence_at" TIMESTAMPTZ(3),
ADD COLUMN     "seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "skills" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "team_id" TEXT;

-- AlterTable
ALTER TABLE "handoffs" ADD COLUMN     "accepted_at" TIMESTAMPTZ(3),
ADD COLUMN     "agent_id" TEXT,
ADD COLUMN     "agent_name" TEXT,
ADD COLUMN     "branch" TEXT,
ADD COLUMN     "first_reply_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_complaint" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_injury" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_vip" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'zh',
ADD COLUMN     "last_agent_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_customer_at" TIMESTAMPTZ(3),
ADD COLUMN     "note" TEXT,
ADD COLUMN     "offered_to" TEXT,
ADD COLUMN     "offered_until" TIMESTAMPTZ(3),
ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "passed_by" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "preferred" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "queued_at" TIMESTAMPTZ(3),
ADD COLUMN     "rank_at" TIMESTAMPTZ(3),
ADD COLUMN     "recused" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "result_code" TEXT,
ADD COLUMN     "skill" TEXT,
ADD COLUMN     "team_id" TEXT,
ADD COLUMN     "to_agent_id" TEXT,
ADD COLUMN     "told_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_position" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "wrap_up_at" TIMESTAMPTZ(3);

-- Requests of before this migration keep their place.
UPDATE "handoffs" SET "queued_at" = "requested_at", "rank_at" = "requested_at";
ALTER TABLE "handoffs" ALTER COLUMN "queued_at" SET NOT NULL, ALTER COLUMN "rank_at" SET NOT NULL;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "previous_hash" TEXT,
ADD COLUMN     "rotated_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "handoff_events" (
    "id" BIGSERIAL NOT NULL,
    "handoff_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "name" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "agent_id" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "handoff_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handoff_ratings" (
    "handoff_id" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "score" INTEGER,
    "comment" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "handoff_ratings_pkey" PRIMARY KEY ("handoff_id")
);

-- CreateTable
CREATE TABLE "conversation_notes" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_links" (
    "conversation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_links_pkey" PRIMARY KEY ("conversation_id","kind","ref")
);

-- CreateTable
CREATE TABLE "canned_answers" (
    "id" TEXT NOT NULL,
    "shortcut" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "canned_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_reviews" (
    "id" TEXT NOT NULL,
    "handoff_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "sampled_at" TIMESTAMPTZ(3) NOT NULL,
    "sampled_by" TEXT NOT NULL,
    "scores" JSONB,
    "comment" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by" TEXT,

    CONSTRAINT "quality_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "skills" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendars" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "weekly" JSONB NOT NULL,
    "keeps_holidays" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendars_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holidays" (
    "date" TEXT NOT NULL,
    "is_workday" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" JSONB NOT NULL DEFAULT '[]',
    "has_personal" BOOLEAN NOT NULL DEFAULT false,
    "secrets" JSONB NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "n" BIGINT NOT NULL,
    "audit_id" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("n")
);

-- CreateIndex
CREATE INDEX "handoff_events_handoff_id_id_idx" ON "handoff_events"("handoff_id", "id");

-- CreateIndex
CREATE INDEX "handoff_events_at_idx" ON "handoff_events"("at");

-- CreateIndex
CREATE INDEX "conversation_notes_conversation_id_at_idx" ON "conversation_notes"("conversation_id", "at");

-- CreateIndex
CREATE INDEX "conversation_links_kind_ref_idx" ON "conversation_links"("kind", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "canned_answers_shortcut_key" ON "canned_answers"("shortcut");

-- CreateIndex
CREATE UNIQUE INDEX "quality_reviews_handoff_id_key" ON "quality_reviews"("handoff_id");

-- CreateIndex
CREATE INDEX "quality_reviews_agent_id_sampled_at_idx" ON "quality_reviews"("agent_id", "sampled_at");

-- CreateIndex
CREATE INDEX "quality_reviews_reviewed_at_idx" ON "quality_reviews"("reviewed_at");

-- CreateIndex
CREATE UNIQUE INDEX "teams_name_key" ON "teams"("name");

-- CreateIndex
CREATE UNIQUE INDEX "audit_chain_audit_id_key" ON "audit_chain"("audit_id");

-- CreateIndex
CREATE INDEX "handoffs_state_rank_at_idx" ON "handoffs"("state", "rank_at");

-- CreateIndex
CREATE INDEX "handoffs_conversation_id_requested_at_idx" ON "handoffs"("conversation_id", "requested_at");

-- CreateIndex
CREATE INDEX "handoffs_agent_id_state_idx" ON "handoffs"("agent_id", "state");

-- CreateIndex
CREATE INDEX "handoffs_requested_at_idx" ON "handoffs"("requested_at");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_previous_hash_key" ON "sessions"("previous_hash");

-- AddForeignKey
ALTER TABLE "handoff_events" ADD CONSTRAINT "handoff_events_handoff_id_fkey" FOREIGN KEY ("handoff_id") REFERENCES "handoffs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_ratings" ADD CONSTRAINT "handoff_ratings_handoff_id_fkey" FOREIGN KEY ("handoff_id") REFERENCES "handoffs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;
