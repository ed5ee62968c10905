import type { Pool } from 'pg';

/**
 * The floor: the rows of one turn written by bare `pg` in the same two commits. Each commit is one prepared
 * statement, the fastest way there is; nothing is read, checked, parsed or sent to anybody.
 */
export async function prepareFloor(
  pool: Pool,
  conversations: number,
): Promise<(lane: number) => Promise<void>> {
  await pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, created_at)
     VALUES ('idn_floor', 'floor', 'floor', now()) ON CONFLICT DO NOTHING`,
  );
  const round = `${process.hrtime.bigint()}`;
  for (let lane = 0; lane < conversations; lane += 1) {
    await pool.query(
      `INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at)
       VALUES ($1, 'floor', 'idn_floor', now(), now())`,
      [`con_${round}_${lane}`],
    );
  }
  let count = 0;
  return async (lane) => {
    count += 1;
    const nth = count;
    const id = `con_${round}_${lane}`;
    await pool.query({ ...ACCEPT, values: [id, `${round}:${nth}`, INBOUND] });
    await pool.query({ ...TURN, values: [id, `trn_${round}_${nth}`, STATE, REPLY] });
  };
}

const ACCEPT = {
  name: 'floor-accept',
  text: `WITH c AS (
      UPDATE conversations SET last_seq = last_seq + 1, last_inbound_seq = last_seq + 1, last_message_at = now(),
        last_inbound_at = now() WHERE id = $1 RETURNING last_seq)
    INSERT INTO messages (conversation_id, seq, direction, author, at, activity, channel_account, channel_message_id)
    SELECT $1, last_seq, 'in', 'customer', now(), $3::jsonb, 'floor', $2 FROM c`,
};

const TURN = {
  name: 'floor-turn',
  text: `WITH c AS (
      UPDATE conversations SET last_seq = last_seq + 1, last_message_at = now(), state = $3::jsonb,
        state_version = state_version + 1, handled_seq = last_seq WHERE id = $1 RETURNING last_seq),
    t AS (
      INSERT INTO turns (id, conversation_id, from_seq, to_seq, started_at, committed_at, intent, confidence,
        understood_by, outcome)
      SELECT $2, $1, last_seq, last_seq, now(), now(), 'greeting', 1, 'rule', 'ok' FROM c)
    INSERT INTO messages (conversation_id, seq, direction, author, at, activity, turn_id, delivery)
    SELECT $1, last_seq, 'out', 'bot', now(), $4::jsonb, $2, 'sent' FROM c`,
};

/** As large as what a stock client sends. */
const INBOUND = JSON.stringify({
  type: 'message',
  text: '你好',
  textFormat: 'plain',
  locale: 'zh-CN',
  from: { id: 'bench-user', name: '', role: 'user' },
  channelData: { clientActivityID: '0123456789abcdef', attachmentSizes: [] },
});
const REPLY = JSON.stringify({
  type: 'message',
  text: '您好，我是智能客服（AI）。您可以直接告诉我要办什么，比如查理赔进度；需要人工时随时说“转人工”。',
  textFormat: 'plain',
  suggestedActions: { actions: [{ type: 'imBack', title: '查理赔进度', value: '查理赔进度' }] },
});
const STATE = JSON.stringify({ v: 1, stack: [], misses: 0, offered: { 查理赔进度: [] } });
