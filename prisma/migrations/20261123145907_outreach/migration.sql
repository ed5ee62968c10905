-- AlterTable
ALTER TABLE "agents" ADD COLUMN     "is_compliance" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "consents" ADD COLUMN     "evidence" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "recorded_by" TEXT,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'words',
ADD COLUMN     "way" TEXT,
ALTER COLUMN "identity_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "bereaved_at" TIMESTAMPTZ(3),
ADD COLUMN     "birthday_in_leap_month" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "birthday_kind" TEXT NOT NULL DEFAULT 'solar',
ADD COLUMN     "city" TEXT,
ADD COLUMN     "licence_expires_on" TEXT,
ADD COLUMN     "marketing_blocked_at" TIMESTAMPTZ(3),
ADD COLUMN     "survey_silent_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "delivery_id" BIGINT;

-- AlterTable
ALTER TABLE "vehicles" ADD COLUMN     "city" TEXT,
ADD COLUMN     "inspection_due_on" TEXT,
ADD COLUMN     "registered_on" TEXT;

-- CreateTable
CREATE TABLE "questionnaires" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "purpose" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "offers_anonymity" BOOLEAN NOT NULL DEFAULT false,
    "expires_after_days" INTEGER NOT NULL DEFAULT 14,
    "remind_after_days" INTEGER,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "questionnaires_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" TEXT NOT NULL,
    "questionnaire_id" TEXT NOT NULL,
    "questionnaire_code" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "customer_id" TEXT,
    "identity_id" TEXT,
    "conversation_id" TEXT,
    "subject" JSONB NOT NULL DEFAULT '{}',
    "attributed_to" JSONB,
    "visit_id" TEXT,
    "delivery_id" BIGINT,
    "reminder_delivery_id" BIGINT,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "is_anonymous" BOOLEAN NOT NULL DEFAULT false,
    "sent_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_answers" (
    "id" TEXT NOT NULL,
    "invitation_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '[]',
    "via" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "is_anonymous" BOOLEAN NOT NULL DEFAULT false,
    "csat" INTEGER,
    "nps" INTEGER,
    "ces" INTEGER,
    "comment" TEXT,
    "snapshot" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_answer_versions" (
    "answer_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "via" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_answer_versions_pkey" PRIMARY KEY ("answer_id","version")
);

-- CreateTable
CREATE TABLE "follow_ups" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "invitation_id" TEXT,
    "visit_id" TEXT,
    "customer_id" TEXT,
    "conversation_id" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'open',
    "owner_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "breach_noted_at" TIMESTAMPTZ(3),
    "contacted_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "result" TEXT,
    "note" TEXT,
    "complaint_no" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_ups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_visits" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "policy_no" TEXT,
    "claim_no" TEXT,
    "complaint_no" TEXT,
    "due_from" TIMESTAMPTZ(3) NOT NULL,
    "due_until" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "owner_id" TEXT,
    "excluded_ids" JSONB NOT NULL DEFAULT '[]',
    "ways" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempts_max" INTEGER NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "result" TEXT,
    "reason" TEXT,
    "result_at" TIMESTAMPTZ(3),
    "invitation_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_attempts" (
    "visit_id" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "result" TEXT,
    "reason" TEXT,
    "by_id" TEXT,
    "note" TEXT,
    "identity_check" JSONB,

    CONSTRAINT "visit_attempts_pkey" PRIMARY KEY ("visit_id","nth")
);

-- CreateTable
CREATE TABLE "outreach_templates" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "push_class" TEXT NOT NULL,
    "occasion" TEXT,
    "title" TEXT NOT NULL,
    "variants" JSONB NOT NULL,
    "actions" JSONB NOT NULL DEFAULT '[]',
    "status" TEXT NOT NULL DEFAULT 'draft',
    "author_id" TEXT NOT NULL,
    "writer_ids" JSONB NOT NULL DEFAULT '[]',
    "reviewer_id" TEXT,
    "review_note" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outreach_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audiences" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audiences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_plans" (
    "id" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "template_code" TEXT NOT NULL,
    "audience_rule" JSONB NOT NULL DEFAULT '{}',
    "ways" JSONB NOT NULL,
    "daily_from" TEXT NOT NULL DEFAULT '09:00',
    "daily_until" TEXT NOT NULL DEFAULT '20:00',
    "grace_days" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "planned_until" TEXT,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "care_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "occasion_key" TEXT NOT NULL,
    "push_class" TEXT NOT NULL,
    "is_urgent" BOOLEAN NOT NULL DEFAULT false,
    "care_plan_id" TEXT,
    "occasion_on" TEXT,
    "template_id" TEXT,
    "questionnaire_id" TEXT,
    "values" JSONB NOT NULL DEFAULT '{}',
    "audience_rule" JSONB NOT NULL,
    "ways" JSONB NOT NULL,
    "share_of_b" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "reason" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "daily_from" TEXT NOT NULL,
    "daily_until" TEXT NOT NULL,
    "per_minute" INTEGER,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "refilled_at" TIMESTAMPTZ(3),
    "plan_cursor" TEXT,
    "planned_at" TIMESTAMPTZ(3),
    "planned" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outreach_deliveries" (
    "id" BIGSERIAL NOT NULL,
    "campaign_id" TEXT,
    "occasion_key" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "push_class" TEXT NOT NULL,
    "priority" TEXT,
    "is_urgent" BOOLEAN NOT NULL DEFAULT false,
    "variant" TEXT,
    "content" JSONB,
    "ways" JSONB,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "way" TEXT,
    "account" TEXT,
    "conversation_id" TEXT,
    "seq" INTEGER,
    "outbox_id" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outreach_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outreach_accounts" (
    "account" TEXT NOT NULL,
    "per_minute" INTEGER NOT NULL,
    "per_day" INTEGER NOT NULL,
    "per_chat_ms" INTEGER NOT NULL DEFAULT 1000,
    "switch_min_ms" INTEGER NOT NULL DEFAULT 0,
    "switch_max_ms" INTEGER NOT NULL DEFAULT 0,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "refilled_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "day_on" TEXT,
    "day_sent" INTEGER NOT NULL DEFAULT 0,
    "updated_by" TEXT NOT NULL DEFAULT 'system',

    CONSTRAINT "outreach_accounts_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "silent_days" (
    "day" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "classes" JSONB NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "silent_days_pkey" PRIMARY KEY ("day","region")
);

-- CreateTable
CREATE TABLE "owner_events" (
    "id" TEXT NOT NULL,
    "event_no" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "sign_up_until" TIMESTAMPTZ(3) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "waiting_max" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "questionnaire_code" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "owner_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_sign_ups" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "person_key" TEXT NOT NULL,
    "customer_id" TEXT,
    "identity_id" TEXT,
    "conversation_id" TEXT,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "status" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "ticket" TEXT NOT NULL,
    "signed_up_at" TIMESTAMPTZ(3) NOT NULL,
    "promoted_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "checked_in_at" TIMESTAMPTZ(3),
    "checked_in_by" TEXT,
    "reminded_at" TIMESTAMPTZ(3),
    "photo_consent" BOOLEAN,

    CONSTRAINT "event_sign_ups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_links" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "referral_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referrals" (
    "id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "city" TEXT,
    "consent_version" TEXT NOT NULL,
    "consented_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'asked',
    "assigned_to" TEXT,
    "contacted_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referrals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "questionnaires_code_version_key" ON "questionnaires"("code", "version");

-- CreateIndex
CREATE INDEX "invitations_customer_id_created_at_idx" ON "invitations"("customer_id", "created_at");

-- CreateIndex
CREATE INDEX "invitations_identity_id_created_at_idx" ON "invitations"("identity_id", "created_at");

-- CreateIndex
CREATE INDEX "invitations_status_expires_at_idx" ON "invitations"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_questionnaire_code_event_key_key" ON "invitations"("questionnaire_code", "event_key");

-- CreateIndex
CREATE UNIQUE INDEX "survey_answers_invitation_id_key" ON "survey_answers"("invitation_id");

-- CreateIndex
CREATE INDEX "survey_answers_completed_at_idx" ON "survey_answers"("completed_at");

-- CreateIndex
CREATE INDEX "follow_ups_status_due_at_idx" ON "follow_ups"("status", "due_at");

-- CreateIndex
CREATE INDEX "follow_ups_owner_id_status_idx" ON "follow_ups"("owner_id", "status");

-- CreateIndex
CREATE INDEX "follow_ups_customer_id_idx" ON "follow_ups"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_ups_invitation_id_kind_key" ON "follow_ups"("invitation_id", "kind");

-- CreateIndex
CREATE INDEX "return_visits_status_next_attempt_at_idx" ON "return_visits"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "return_visits_owner_id_status_idx" ON "return_visits"("owner_id", "status");

-- CreateIndex
CREATE INDEX "return_visits_customer_id_idx" ON "return_visits"("customer_id");

-- CreateIndex
CREATE INDEX "return_visits_due_from_idx" ON "return_visits"("due_from");

-- CreateIndex
CREATE UNIQUE INDEX "return_visits_kind_event_key_key" ON "return_visits"("kind", "event_key");

-- CreateIndex
CREATE UNIQUE INDEX "outreach_templates_code_version_key" ON "outreach_templates"("code", "version");

-- CreateIndex
CREATE UNIQUE INDEX "audiences_name_key" ON "audiences"("name");

-- CreateIndex
CREATE UNIQUE INDEX "care_plans_occasion_template_code_key" ON "care_plans"("occasion", "template_code");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_occasion_key_key" ON "campaigns"("occasion_key");

-- CreateIndex
CREATE INDEX "campaigns_status_starts_at_idx" ON "campaigns"("status", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "outreach_deliveries_occasion_key_customer_id_key" ON "outreach_deliveries"("occasion_key", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "owner_events_event_no_key" ON "owner_events"("event_no");

-- CreateIndex
CREATE INDEX "owner_events_status_starts_at_idx" ON "owner_events"("status", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_sign_ups_ticket_key" ON "event_sign_ups"("ticket");

-- CreateIndex
CREATE INDEX "event_sign_ups_customer_id_idx" ON "event_sign_ups"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_sign_ups_event_id_person_key_key" ON "event_sign_ups"("event_id", "person_key");

-- CreateIndex
CREATE UNIQUE INDEX "referral_links_code_key" ON "referral_links"("code");

-- CreateIndex
CREATE UNIQUE INDEX "referral_links_customer_id_key" ON "referral_links"("customer_id");

-- CreateIndex
CREATE INDEX "referrals_assigned_to_status_idx" ON "referrals"("assigned_to", "status");

-- CreateIndex
CREATE UNIQUE INDEX "referrals_link_id_phone_key" ON "referrals"("link_id", "phone");

-- CreateIndex
CREATE INDEX "customers_city_idx" ON "customers"("city");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_questionnaire_id_fkey" FOREIGN KEY ("questionnaire_id") REFERENCES "questionnaires"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_attempts" ADD CONSTRAINT "visit_attempts_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "return_visits"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_sign_ups" ADD CONSTRAINT "event_sign_ups_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "owner_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "referral_links"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
