import { z } from 'zod';
import { MINUTE_MS } from '../../../../src/lib/clock.ts';
import { type ApiAnswer, type ApiRoutes, done, failed, taking } from '../core/api-answer.ts';
import type { KfAccount } from './account.ts';

const BAD_PARAMETER = 40_058;

const syncSchema = z.object({
  open_kfid: z.string(),
  cursor: z.string().max(64).default(''),
  token: z.string().max(128).default(''),
  limit: z.number().int().min(1).max(1_000).default(1_000),
  voice_format: z.number().min(0).max(1).default(0),
});

/** `sync_msg` (wechat.md 4.3). */
export function syncRoutes(account: KfAccount): ApiRoutes {
  const blind = new Map<string, number>();
  return {
    'POST /cgi-bin/kf/sync_msg': taking(syncSchema, BAD_PARAMETER, (body) =>
      sync(account, body, blind),
    ),
  };
}

function sync(
  account: KfAccount,
  body: z.infer<typeof syncSchema>,
  blind: Map<string, number>,
): ApiAnswer {
  const { core } = account;
  if (!account.servicers.has(body.open_kfid)) return failed(95_004, 'open_kfid not exist');
  if (body.token === '') {
    const key = `${body.open_kfid} ${Math.floor(core.timers.now().getTime() / MINUTE_MS)}`;
    const count = (blind.get(key) ?? 0) + 1;
    blind.set(key, count);
    if (count > core.limits.blindSyncsPerMinute) return failed(45_009, 'api freq out of limit');
  } else if (!account.doorbell.isTokenGood(body.open_kfid, body.token)) {
    return failed(95_007, 'invalid msg token');
  }
  const page = account.log.read(body.open_kfid, body.cursor, body.limit);
  if (page === undefined) return failed(BAD_PARAMETER, 'invalid cursor');
  return done({
    next_cursor: page.nextCursor,
    has_more: page.hasMore ? 1 : 0,
    msg_list: page.messages,
  });
}
