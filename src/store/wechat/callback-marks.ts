import type { CallbackMark, Received } from '../../domain/wechat/ports.ts';
import { SECOND_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';

/** WeChat asks again after 5 s without an answer, three times in all (wechat.md 3.4); the rest is for slow networks. */
const REPEATED_MS = 30 * SECOND_MS;

/** Marks as every statement that stores them takes them, in a JSON array. */
export function toMarkInput(mark: CallbackMark): object {
  const { channelAccount, signature, bodyHash, now } = mark;
  return { account: channelAccount, signature, body_hash: bodyHash, at: now };
}

/** Its columns, for jsonb_to_recordset. */
export const MARK_INPUT = 'account text, signature text, body_hash text, at timestamptz';

/** One callback's key: it is in one batch at a time, so that its copy finds it stored. */
export function markKeyOf({ channelAccount, signature }: CallbackMark): string {
  return JSON.stringify([channelAccount, signature]);
}

const FIND_MARK = {
  name: 'wechat-find-mark',
  text: 'SELECT body_hash, at FROM wechat_callbacks WHERE channel_account = $1 AND signature = $2',
};

/** What a callback is whose mark was there before it. */
export async function judgeCopy(sql: Sql, mark: CallbackMark): Promise<Received> {
  const { rows } = await sql.query<{ body_hash: string; at: Date }>({
    ...FIND_MARK,
    values: [mark.channelAccount, mark.signature],
  });
  const first = rows[0];
  const isRepeated =
    first !== undefined &&
    first.body_hash === mark.bodyHash &&
    mark.now.getTime() - first.at.getTime() <= REPEATED_MS;
  return isRepeated ? 'repeated' : 'replayed';
}
