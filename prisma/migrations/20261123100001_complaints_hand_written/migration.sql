-- The watch asks for what is due, among a million clocks that are not.
CREATE INDEX complaint_clocks_wake ON complaint_clocks (wake_at) WHERE wake_at IS NOT NULL;
-- Open deadlines in working time: another calendar moves them, and beyond the known holidays somebody is warned.
CREATE INDEX complaint_clocks_working ON complaint_clocks (due_at)
  WHERE done_at IS NULL AND ended_at IS NULL AND state->'target'->'length'->>'basis' = 'working';
CREATE INDEX complaints_open_due ON complaints (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX complaints_group ON complaints (group_key, received_at) WHERE group_key IS NOT NULL;
CREATE INDEX desk_notices_unread ON desk_notices (agent_id, created_at) WHERE read_at IS NULL;
-- A regulator, association or platform passes a complaint on once.
CREATE UNIQUE INDEX complaints_source_ref ON complaints (source, source_ref) WHERE source_ref IS NOT NULL;
-- Which of the two comes first is the policy's to say, which administrators write.
ALTER TABLE complaints DROP CONSTRAINT complaints_due_after_received;
ALTER TABLE complaints ADD CONSTRAINT complaints_due_after_received
  CHECK (first_feedback_due_at > received_at AND resolution_due_at > received_at);
-- The history is the truth that verdicts are taken from.
CREATE TRIGGER complaint_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON complaint_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sla_policies_no_delete BEFORE DELETE OR TRUNCATE ON sla_policies
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- What calendars there are become their first kept version.
INSERT INTO calendar_versions (calendar_id, version, weekly, keeps_holidays, holidays, created_at)
  SELECT c.id, c.version, c.weekly, c.keeps_holidays,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('date', h.date, 'isWorkday', h.is_workday, 'name', h.name) ORDER BY h.date)
      FROM holidays h), '[]'::jsonb),
    c.updated_at
  FROM calendars c;
-- Who was closed a day ago is asked how it was.
CREATE INDEX complaints_closed ON complaints (closed_at) WHERE closed_at IS NOT NULL;
-- The promises of each severity as they come (domain/sla/policy.ts has the same), for administrators to change.
INSERT INTO sla_policies (id, version, name, priority, fits, targets, created_by, created_at)
  SELECT lower(s.severity), 1, s.severity, 0, jsonb_build_object('severities', jsonb_build_array(s.severity)),
    jsonb_path_query_array(jsonb_build_array(
      jsonb_build_object('kind', 'acknowledgement', 'length', jsonb_build_object('basis', 'continuous', 'minutes', 1),
        'pausedBy', '[]'::jsonb),
      jsonb_build_object('kind', 'first_feedback', 'length', jsonb_build_object('basis', 'continuous', 'minutes',
        s.first_feedback * 60), 'pausedBy', '[]'::jsonb),
      jsonb_build_object('kind', 'interim', 'length', jsonb_build_object('basis', 'continuous', 'minutes',
        s.interim * 60), 'pausedBy', '[]'::jsonb),
      jsonb_build_object('kind', 'resolution', 'length', jsonb_build_object('basis', 'continuous', 'minutes', 72 * 60),
        'pausedBy', '["waiting_customer"]'::jsonb),
      jsonb_build_object('kind', 'next_response', 'length', jsonb_build_object('basis', 'continuous', 'minutes',
        s.next_response * 60), 'pausedBy', '["waiting_customer"]'::jsonb),
      jsonb_build_object('kind', 'regulator', 'length', jsonb_build_object('basis', 'natural_days', 'days', 15),
        'pausedBy', '["external_appraisal", "mediation"]'::jsonb)
    ), '$[*] ? (@.length.minutes != null || @.length.basis == "natural_days")'),
    'system', now()
  FROM (VALUES ('S1', 2, 24, 4), ('S2', 24, NULL, 24), ('S3', 48, NULL, 48), ('S4', 48, NULL, 48))
    AS s(severity, first_feedback, interim, next_response);
