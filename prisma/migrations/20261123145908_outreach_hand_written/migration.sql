-- The order in which pushes leave, of each campaign and of those of their own; settled rows are many and are in neither.
CREATE INDEX "outreach_planned" ON "outreach_deliveries" ("campaign_id", "not_before", "id") WHERE "status" = 'planned';
CREATE INDEX "outreach_alone_planned" ON "outreach_deliveries" ("not_before", "id") WHERE "status" = 'planned' AND "campaign_id" IS NULL;
-- What a customer was sent: the budget. Empty while a campaign is planned.
CREATE INDEX "outreach_budget" ON "outreach_deliveries" ("customer_id", "released_at") WHERE "released_at" IS NOT NULL;

-- How far a campaign is, by state and reason: counted in the index alone.
CREATE INDEX "outreach_progress" ON "outreach_deliveries" ("campaign_id", "status", "reason") WHERE "campaign_id" IS NOT NULL;
-- What customers wrote since the last look: whether it answers a push.
CREATE INDEX "messages_inbound_at" ON "messages" ("at") WHERE "direction" = 'in';
-- Why somebody was written to or was not: one customer's rows.
CREATE INDEX "outreach_customer" ON "outreach_deliveries" ("customer_id", "id");
-- What was asked in a conversation: a bare score there may be its answer. Empty while it is planned.
CREATE INDEX "outreach_asked_in" ON "outreach_deliveries" ("conversation_id", "released_at") WHERE "push_class" = 'survey' AND "released_at" IS NOT NULL;
-- What makes return visits due: each look asks for the newest of them only.
CREATE INDEX "policies_starting" ON "policies" ("starts_at") WHERE "status" <> 'cancelled';
CREATE INDEX "claims_at_rest" ON "claims" ("status_at") WHERE "status" IN ('PAID', 'CLOSED_PAID', 'CLOSED_ZERO');
