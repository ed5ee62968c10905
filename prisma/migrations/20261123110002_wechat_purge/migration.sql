-- What is old enough to be deleted, among millions of rows that are not (src/store/purge.ts).
CREATE INDEX "channel_sends_settled" ON "channel_sends" ("at") WHERE "status" NOT IN ('planned', 'sending');
CREATE INDEX "channel_grants_ending" ON "channel_grants" ("expires_at") WHERE "expires_at" IS NOT NULL;
