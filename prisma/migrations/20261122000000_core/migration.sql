-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "customers" (
    "id" TEXT NOT NULL,
    "customer_no" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "gender" TEXT,
    "phone" TEXT,
    "id_type" TEXT,
    "id_number" TEXT,
    "birthday" TEXT,
    "email" TEXT,
    "address" TEXT,
    "branch" TEXT,
    "tier" TEXT NOT NULL DEFAULT 'standard',
    "tags" JSONB NOT NULL DEFAULT '[]',
    "relationship_manager" TEXT,
    "source_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vehicles" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "plate" TEXT,
    "vin" TEXT,
    "model" TEXT,
    "energy" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "vehicles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policies" (
    "id" TEXT NOT NULL,
    "policy_no" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "vehicle_id" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "premium_fen" BIGINT,
    "covers" JSONB NOT NULL DEFAULT '[]',
    "branch" TEXT,
    "source_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claims" (
    "id" TEXT NOT NULL,
    "claim_no" TEXT NOT NULL,
    "report_no" TEXT,
    "customer_id" TEXT NOT NULL,
    "vehicle_id" TEXT,
    "policy_id" TEXT,
    "plate" TEXT,
    "status" TEXT NOT NULL,
    "raw_status" TEXT,
    "status_at" TIMESTAMPTZ(3) NOT NULL,
    "accident_at" TIMESTAMPTZ(3),
    "accident_place" TEXT,
    "accident_kind" TEXT,
    "has_injury" BOOLEAN NOT NULL DEFAULT false,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "reporter" JSONB,
    "reporter_phone" TEXT,
    "handler_name" TEXT,
    "handler_phone" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "source_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claims_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loss_items" (
    "id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "item_no" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_fen" BIGINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "loss_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_events" (
    "id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "source_event_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT,
    "raw_status" TEXT,
    "loss_item_no" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "anomaly" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "actor" TEXT,

    CONSTRAINT "claim_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_identities" (
    "id" TEXT NOT NULL,
    "channel_account" TEXT NOT NULL,
    "external_user_id" TEXT NOT NULL,
    "display_name" TEXT,
    "customer_id" TEXT,
    "subject_kind" TEXT,
    "reporter_claim_no" TEXT,
    "level" INTEGER NOT NULL DEFAULT 0,
    "verified_at" TIMESTAMPTZ(3),
    "verified_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_identities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "id" TEXT NOT NULL,
    "channel_account" TEXT NOT NULL,
    "identity_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "mode" TEXT NOT NULL DEFAULT 'bot',
    "state" JSONB NOT NULL DEFAULT '{}',
    "state_version" INTEGER NOT NULL DEFAULT 0,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "last_inbound_seq" INTEGER NOT NULL DEFAULT 0,
    "previous_inbound_seq" INTEGER NOT NULL DEFAULT 0,
    "handled_seq" INTEGER NOT NULL DEFAULT 0,
    "turn_by" TEXT,
    "last_message_at" TIMESTAMPTZ(3) NOT NULL,
    "last_inbound_at" TIMESTAMPTZ(3),
    "address" JSONB,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "conversation_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "author_name" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "activity" JSONB NOT NULL,
    "channel_account" TEXT,
    "channel_message_id" TEXT,
    "turn_id" TEXT,
    "reply_to_seq" INTEGER,
    "generated_by" TEXT,
    "delivery" TEXT,
    "delivery_reason" TEXT,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateTable
CREATE TABLE "turns" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "intent" TEXT,
    "confidence" DOUBLE PRECISION,
    "understood_by" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'ok',

    CONSTRAINT "turns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handoffs" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "handoffs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_attempts" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "identity_attempts_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "one_time_codes" (
    "id" TEXT NOT NULL,
    "identity_id" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "files" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "adjusters" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "branch" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "adjusters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accident_reports" (
    "id" TEXT NOT NULL,
    "report_no" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "identity_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "vehicle_id" TEXT,
    "policy_id" TEXT,
    "claim_id" TEXT,
    "plate" TEXT NOT NULL,
    "reporter_phone" TEXT NOT NULL,
    "reporter_name" TEXT,
    "accident_at" TIMESTAMPTZ(3) NOT NULL,
    "is_accident_time_approximate" BOOLEAN NOT NULL,
    "accident_place" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "accident_kind" TEXT NOT NULL,
    "loss_kind" TEXT NOT NULL,
    "description" TEXT,
    "has_injury" BOOLEAN NOT NULL,
    "injured_count" INTEGER,
    "other_plates" JSONB NOT NULL DEFAULT '[]',
    "is_in_safe_place" BOOLEAN,
    "is_drivable" BOOLEAN NOT NULL,
    "police_reported" BOOLEAN,
    "police_reasons" JSONB NOT NULL DEFAULT '[]',
    "photo_ids" JSONB NOT NULL DEFAULT '[]',
    "documents" JSONB NOT NULL DEFAULT '[]',
    "urgency" TEXT NOT NULL,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "adjuster_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accident_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_documents" (
    "id" TEXT NOT NULL,
    "case_no" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "file_ids" JSONB NOT NULL,
    "identity_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" TEXT NOT NULL,
    "complaint_no" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'REGISTERED',
    "source" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "matter" TEXT NOT NULL,
    "request" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "first_feedback_due_at" TIMESTAMPTZ(3) NOT NULL,
    "resolution_due_at" TIMESTAMPTZ(3) NOT NULL,
    "first_feedback_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "identity_id" TEXT,
    "conversation_id" TEXT,
    "customer_id" TEXT,
    "claim_no" TEXT,
    "plate" TEXT,
    "contact_name" TEXT,
    "contact_phone" TEXT,
    "handler_id" TEXT,
    "evidence_ids" JSONB NOT NULL DEFAULT '[]',
    "flags" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_requests" (
    "id" TEXT NOT NULL,
    "request_no" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "identity_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "contact_phone" TEXT,
    "plate" TEXT,
    "is_urgent" BOOLEAN NOT NULL DEFAULT false,
    "details" JSONB NOT NULL DEFAULT '{}',
    "steps" JSONB NOT NULL DEFAULT '[]',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" TEXT NOT NULL,
    "identity_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "conversation_id" TEXT,
    "channel_account" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "is_granted" BOOLEAN NOT NULL,
    "text_version" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_calls" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT,
    "purpose" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "sent" JSONB NOT NULL,
    "answered" JSONB,

    CONSTRAINT "model_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "conversation_id" TEXT,
    "seq" INTEGER,
    "order_key" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agents" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "scopes" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "knowledge_articles" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "body" TEXT NOT NULL,
    "basis" TEXT,
    "keywords" JSONB NOT NULL DEFAULT '[]',
    "status" TEXT NOT NULL DEFAULT 'draft',
    "published" JSONB,
    "author" TEXT NOT NULL,
    "editors" JSONB NOT NULL DEFAULT '[]',
    "reviewer" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "knowledge_articles_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "customers_customer_no_key" ON "customers"("customer_no");

-- CreateIndex
CREATE INDEX "customers_phone_idx" ON "customers"("phone");

-- CreateIndex
CREATE INDEX "customers_name_idx" ON "customers"("name");

-- CreateIndex
CREATE UNIQUE INDEX "vehicles_vin_key" ON "vehicles"("vin");

-- CreateIndex
CREATE INDEX "vehicles_plate_idx" ON "vehicles"("plate");

-- CreateIndex
CREATE INDEX "vehicles_customer_id_idx" ON "vehicles"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "policies_policy_no_key" ON "policies"("policy_no");

-- CreateIndex
CREATE INDEX "policies_customer_id_idx" ON "policies"("customer_id");

-- CreateIndex
CREATE INDEX "policies_vehicle_id_idx" ON "policies"("vehicle_id");

-- CreateIndex
CREATE INDEX "policies_ends_at_idx" ON "policies"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "claims_claim_no_key" ON "claims"("claim_no");

-- CreateIndex
CREATE INDEX "claims_customer_id_idx" ON "claims"("customer_id");

-- CreateIndex
CREATE INDEX "claims_report_no_idx" ON "claims"("report_no");

-- CreateIndex
CREATE INDEX "claims_reporter_phone_idx" ON "claims"("reporter_phone");

-- CreateIndex
CREATE INDEX "claims_plate_idx" ON "claims"("plate");

-- CreateIndex
CREATE UNIQUE INDEX "loss_items_claim_id_item_no_key" ON "loss_items"("claim_id", "item_no");

-- CreateIndex
CREATE INDEX "claim_events_claim_id_occurred_at_idx" ON "claim_events"("claim_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "claim_events_claim_id_source_event_id_key" ON "claim_events"("claim_id", "source_event_id");

-- CreateIndex
CREATE INDEX "channel_identities_customer_id_idx" ON "channel_identities"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_identities_channel_account_external_user_id_key" ON "channel_identities"("channel_account", "external_user_id");

-- CreateIndex
CREATE INDEX "conversations_identity_id_idx" ON "conversations"("identity_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_channel_account_channel_message_id_key" ON "messages"("channel_account", "channel_message_id");

-- CreateIndex
CREATE INDEX "turns_conversation_id_from_seq_idx" ON "turns"("conversation_id", "from_seq");

-- CreateIndex
CREATE INDEX "handoffs_state_requested_at_idx" ON "handoffs"("state", "requested_at");

-- CreateIndex
CREATE INDEX "handoffs_conversation_id_idx" ON "handoffs"("conversation_id");

-- CreateIndex
CREATE INDEX "one_time_codes_identity_id_created_at_idx" ON "one_time_codes"("identity_id", "created_at");

-- CreateIndex
CREATE INDEX "one_time_codes_phone_created_at_idx" ON "one_time_codes"("phone", "created_at");

-- CreateIndex
CREATE INDEX "files_conversation_id_idx" ON "files"("conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "accident_reports_report_no_key" ON "accident_reports"("report_no");

-- CreateIndex
CREATE INDEX "accident_reports_identity_id_reported_at_idx" ON "accident_reports"("identity_id", "reported_at");

-- CreateIndex
CREATE INDEX "accident_reports_customer_id_idx" ON "accident_reports"("customer_id");

-- CreateIndex
CREATE INDEX "accident_reports_plate_idx" ON "accident_reports"("plate");

-- CreateIndex
CREATE INDEX "accident_reports_adjuster_id_reported_at_idx" ON "accident_reports"("adjuster_id", "reported_at");

-- CreateIndex
CREATE INDEX "claim_documents_case_no_received_at_idx" ON "claim_documents"("case_no", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_complaint_no_key" ON "complaints"("complaint_no");

-- CreateIndex
CREATE INDEX "complaints_identity_id_received_at_idx" ON "complaints"("identity_id", "received_at");

-- CreateIndex
CREATE INDEX "complaints_customer_id_received_at_idx" ON "complaints"("customer_id", "received_at");

-- CreateIndex
CREATE INDEX "complaints_status_resolution_due_at_idx" ON "complaints"("status", "resolution_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "service_requests_request_no_key" ON "service_requests"("request_no");

-- CreateIndex
CREATE INDEX "service_requests_status_requested_at_idx" ON "service_requests"("status", "requested_at");

-- CreateIndex
CREATE INDEX "service_requests_identity_id_requested_at_idx" ON "service_requests"("identity_id", "requested_at");

-- CreateIndex
CREATE INDEX "service_requests_customer_id_idx" ON "service_requests"("customer_id");

-- CreateIndex
CREATE INDEX "consents_identity_id_purpose_decided_at_idx" ON "consents"("identity_id", "purpose", "decided_at");

-- CreateIndex
CREATE INDEX "consents_customer_id_purpose_decided_at_idx" ON "consents"("customer_id", "purpose", "decided_at");

-- CreateIndex
CREATE INDEX "model_calls_at_idx" ON "model_calls"("at");

-- CreateIndex
CREATE INDEX "model_calls_conversation_id_at_idx" ON "model_calls"("conversation_id", "at");

-- CreateIndex
CREATE INDEX "outbox_status_next_attempt_at_idx" ON "outbox"("status", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "agents_username_key" ON "agents"("username");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_agent_id_idx" ON "sessions"("agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "audit_subject_kind_subject_id_idx" ON "audit"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_articles_slug_key" ON "knowledge_articles"("slug");

-- CreateIndex
CREATE INDEX "knowledge_articles_updated_at_id_idx" ON "knowledge_articles"("updated_at", "id");

-- AddForeignKey
ALTER TABLE "vehicles" ADD CONSTRAINT "vehicles_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_vehicle_id_fkey" FOREIGN KEY ("vehicle_id") REFERENCES "vehicles"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_vehicle_id_fkey" FOREIGN KEY ("vehicle_id") REFERENCES "vehicles"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_items" ADD CONSTRAINT "loss_items_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claims"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_events" ADD CONSTRAINT "claim_events_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claims"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_identities" ADD CONSTRAINT "channel_identities_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "channel_identities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turns" ADD CONSTRAINT "turns_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accident_reports" ADD CONSTRAINT "accident_reports_adjuster_id_fkey" FOREIGN KEY ("adjuster_id") REFERENCES "adjusters"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
