-- AlterTable
ALTER TABLE "channel_identities" ADD COLUMN     "union_id" TEXT,
ADD COLUMN     "unreachable" TEXT;

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "first_seq" INTEGER;

-- CreateTable
CREATE TABLE "wechat_inbox" (
    "id" BIGSERIAL NOT NULL,
    "channel_account" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "user_key" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "taken_by" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "wechat_inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wechat_callbacks" (
    "channel_account" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wechat_callbacks_pkey" PRIMARY KEY ("channel_account","signature")
);

-- CreateTable
CREATE TABLE "wechat_cursors" (
    "channel_account" TEXT NOT NULL,
    "open_kfid" TEXT NOT NULL,
    "cursor" TEXT,
    "token" TEXT,
    "token_at" TIMESTAMPTZ(3),
    "rung" INTEGER NOT NULL DEFAULT 0,
    "pulled" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "pulled_at" TIMESTAMPTZ(3),
    "next_pull_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_by" TEXT,

    CONSTRAINT "wechat_cursors_pkey" PRIMARY KEY ("channel_account","open_kfid")
);

-- CreateTable
CREATE TABLE "wechat_tokens" (
    "channel_account" TEXT NOT NULL,
    "token" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "refresh_until" TIMESTAMPTZ(3),

    CONSTRAINT "wechat_tokens_pkey" PRIMARY KEY ("channel_account")
);

-- CreateTable
CREATE TABLE "leases" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "channel_grants" (
    "conversation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "allowed" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "channel_grants_pkey" PRIMARY KEY ("conversation_id","kind")
);

-- CreateTable
CREATE TABLE "channel_sends" (
    "outbox_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "channel_account" TEXT NOT NULL,
    "wire" JSONB NOT NULL,
    "grant_kind" TEXT,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "provider_id" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_sends_pkey" PRIMARY KEY ("outbox_id","part")
);

-- CreateIndex
CREATE INDEX "wechat_inbox_received_at_idx" ON "wechat_inbox"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "wechat_inbox_channel_account_message_id_key" ON "wechat_inbox"("channel_account", "message_id");

-- CreateIndex
CREATE INDEX "wechat_callbacks_at_idx" ON "wechat_callbacks"("at");

-- CreateIndex
CREATE INDEX "channel_sends_channel_account_provider_id_idx" ON "channel_sends"("channel_account", "provider_id");

-- CreateIndex
CREATE INDEX "channel_sends_conversation_id_at_idx" ON "channel_sends"("conversation_id", "at");

-- CreateIndex
CREATE INDEX "channel_identities_union_id_idx" ON "channel_identities"("union_id");
