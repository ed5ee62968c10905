/** What a test asks PostgreSQL about hand-offs. */
export const DESK_QUERIES = {
  /** What the bot said after a person had come and before they had gone, in any conversation. */
  botWordsWhileOwned: `
  WITH owned AS (
    SELECT e.conversation_id, e.at AS since, COALESCE((SELECT min(l.at) FROM handoff_events l
      WHERE l.handoff_id = e.handoff_id AND l.id > e.id AND l.to_state IN ('returned', 'closed')), 'infinity') AS until
    FROM handoff_events e WHERE e.name = 'accept')
  SELECT m.conversation_id, m.seq, m.activity->>'text' AS text FROM messages m JOIN owned o USING (conversation_id)
  WHERE m.author = 'bot' AND m.at >= o.since AND m.at < o.until`,

  /** What became of the hand-offs of these conversations ($1), in their order. */
  handoffsAfter: `
  SELECT h.conversation_id, h.reason, h.state, h.outcome, h.result_code, h.agent_name, c.mode, r.score, r.comment,
    (SELECT array_agg(e.name ORDER BY e.id) FROM handoff_events e WHERE e.handoff_id = h.id
       AND e.name <> 'offer') AS steps,
    (SELECT array_agg(substr(a.action, 9) ORDER BY a.id) FROM audit a WHERE a.subject_id = h.id
       AND a.action NOT IN ('handoff.offered', 'handoff.read')) AS trail
  FROM handoffs h JOIN conversations c ON c.id = h.conversation_id
  LEFT JOIN handoff_ratings r ON r.handoff_id = h.id
  WHERE h.conversation_id = ANY($1) ORDER BY array_position($1, h.conversation_id)`,

  /** The accident report of a conversation ($1), with its claim. */
  filedReport: `
  SELECT r.plate, c.status FROM accident_reports r JOIN claims c ON c.id = r.claim_id
  WHERE r.conversation_id = $1`,

  /** To how many hand-offs each person is asked now, fewest first. */
  offersEach: `
  SELECT offered_to, count(*)::int AS n FROM handoffs WHERE state = 'offered' GROUP BY 1 ORDER BY n`,

  /** Who has a conversation ($1). */
  owner: `
  SELECT agent_name FROM handoffs WHERE conversation_id = $1 AND state = 'with_agent'`,
} as const;
