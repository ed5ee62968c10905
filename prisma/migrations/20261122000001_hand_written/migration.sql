-- What Prisma's schema cannot say. npm run migration leaves migrations named *_hand_written alone.

-- Conversations with a message that nobody handled: what the recovery sweep reads. Nearly always empty.
CREATE INDEX conversations_unhandled ON conversations (last_inbound_at)
  WHERE last_inbound_seq > handled_seq;

-- The first row of each key that still has to leave: what a claim looks up (store/outbox/outbox.ts).
-- No second partial index on the same rows: while the statistics lag behind, the planner takes the wrong one
-- of two and reads every waiting row for each of them.
CREATE INDEX outbox_waiting ON outbox (order_key, number)
  WHERE status IN ('queued', 'sending');

-- Every message updates its conversation's counters: room on the page lets that happen in place.
ALTER TABLE conversations SET (fillfactor = 70);
ALTER TABLE outbox SET (fillfactor = 85);

-- Columns that hold one word of a closed list.
ALTER TABLE conversations
  ADD CONSTRAINT conversations_mode_known CHECK (mode IN ('bot', 'queued', 'agent')),
  ADD CONSTRAINT conversations_seqs_in_order
    CHECK (handled_seq <= last_seq AND last_inbound_seq <= last_seq AND handled_seq >= 0);
ALTER TABLE messages
  ADD CONSTRAINT messages_direction_known CHECK (direction IN ('in', 'out')),
  ADD CONSTRAINT messages_author_known CHECK (author IN ('customer', 'bot', 'agent', 'system')),
  ADD CONSTRAINT messages_generated_by_known
    CHECK (generated_by IN ('template', 'person', 'model')),
  ADD CONSTRAINT messages_delivery_known
    CHECK (delivery IN ('queued', 'sent', 'delivered', 'failed', 'suppressed', 'unknown')),
  ADD CONSTRAINT messages_seq_positive CHECK (seq >= 1);
ALTER TABLE outbox
  ADD CONSTRAINT outbox_status_known
    CHECK (status IN ('queued', 'sending', 'sent', 'failed', 'suppressed', 'unknown'));
ALTER TABLE agents
  ADD CONSTRAINT agents_role_known CHECK (role IN ('agent', 'supervisor', 'admin', 'auditor'));
ALTER TABLE channel_identities
  ADD CONSTRAINT channel_identities_level_known CHECK (level BETWEEN 0 AND 3),
  ADD CONSTRAINT channel_identities_subject_kind_known
    CHECK (subject_kind IN ('customer', 'reporter'));
ALTER TABLE handoffs
  ADD CONSTRAINT handoffs_state_known
    CHECK (state IN ('queued', 'offered', 'accepted', 'returned', 'closed', 'expired', 'failed'));
ALTER TABLE audit
  ADD CONSTRAINT audit_actor_kind_known
    CHECK (actor_kind IN ('customer', 'agent', 'api_key', 'system'));

-- What happened stays written: not even our own code can change or remove it.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER claim_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE accident_reports
  ADD CONSTRAINT accident_reports_kind_known CHECK (accident_kind IN ('single', 'double', 'multi')),
  ADD CONSTRAINT accident_reports_loss_known
    CHECK (loss_kind IN ('collision', 'theft', 'fire', 'water', 'glass', 'scratch')),
  ADD CONSTRAINT accident_reports_urgency_known CHECK (urgency IN ('normal', 'urgent'));
ALTER TABLE complaints
  ADD CONSTRAINT complaints_severity_known CHECK (severity IN ('S1', 'S2', 'S3', 'S4')),
  ADD CONSTRAINT complaints_due_after_received
    CHECK (first_feedback_due_at > received_at AND resolution_due_at >= first_feedback_due_at);
ALTER TABLE service_requests
  ADD CONSTRAINT service_requests_status_known
    CHECK (status IN ('open', 'in_progress', 'done', 'cancelled'));
