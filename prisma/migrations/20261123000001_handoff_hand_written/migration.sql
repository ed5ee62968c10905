-- What Prisma's schema cannot say.

ALTER TABLE handoffs DROP CONSTRAINT handoffs_state_known;
ALTER TABLE handoffs
  ADD CONSTRAINT handoffs_state_known
    CHECK (state IN ('queued', 'offered', 'with_agent', 'wrapping_up', 'returned', 'closed')),
  ADD CONSTRAINT handoffs_offered_to_somebody
    CHECK ((state = 'offered') = (offered_to IS NOT NULL AND offered_until IS NOT NULL)),
  ADD CONSTRAINT handoffs_owned_by_somebody
    CHECK (state NOT IN ('with_agent', 'wrapping_up') OR agent_id IS NOT NULL),
  ADD CONSTRAINT handoffs_ended_at_some_time
    CHECK ((state IN ('returned', 'closed')) = (closed_at IS NOT NULL));
ALTER TABLE agents
  ADD CONSTRAINT agents_presence_known CHECK (presence IN ('online', 'busy', 'away')),
  ADD CONSTRAINT agents_capacity_known CHECK (capacity BETWEEN 0 AND 50);
ALTER TABLE handoff_ratings
  ADD CONSTRAINT handoff_ratings_score_known CHECK (score BETWEEN 1 AND 5);

-- Whatever races: one open hand-off a conversation.
CREATE UNIQUE INDEX handoffs_one_open ON handoffs (conversation_id)
  WHERE state NOT IN ('returned', 'closed');
-- What the router looks at every second. Nearly always small.
CREATE INDEX handoffs_open ON handoffs (rank_at) WHERE state NOT IN ('returned', 'closed');

CREATE TRIGGER handoff_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handoff_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The chain over the audit rows.
CREATE FUNCTION audit_hash(previous text, n bigint, a audit) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(previous, n, a.id, floor(extract(epoch FROM a.at) * 1000)::bigint,
    a.actor_kind, a.actor_id, a.action, a.subject_kind, a.subject_id, a.reason, a.data)::text, 'UTF8')), 'hex')
$$;
-- Runs when the transaction commits, after all its other locks: waiting for the chain earlier could deadlock.
CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last audit_chain;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit_chain', 0));
  SELECT * INTO last FROM audit_chain ORDER BY n DESC LIMIT 1;
  INSERT INTO audit_chain (n, audit_id, hash) VALUES (COALESCE(last.n, 0) + 1, NEW.id,
    audit_hash(COALESCE(last.hash, ''), COALESCE(last.n, 0) + 1, NEW));
  RETURN NULL;
END;
$$;
-- What was written before there was a chain is its beginning.
DO $$
DECLARE
  one audit;
  last_n bigint := 0;
  last_hash text := '';
BEGIN
  FOR one IN SELECT * FROM audit ORDER BY id LOOP
    last_n := last_n + 1;
    last_hash := audit_hash(last_hash, last_n, one);
    INSERT INTO audit_chain (n, audit_id, hash) VALUES (last_n, one.id, last_hash);
  END LOOP;
END;
$$;
CREATE CONSTRAINT TRIGGER audit_chained AFTER INSERT ON audit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_audit();
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
