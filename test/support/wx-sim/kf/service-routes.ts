import { z } from 'zod';
import { type ApiAnswer, type ApiRoutes, done, failed, taking } from '../core/api-answer.ts';
import type { KfAccount } from './account.ts';
import { WINDOW_MS } from './account.ts';

const BAD_PARAMETER = 40_058;
const SCENE = /^[0-9a-zA-Z_-]{1,32}$/;

const customersSchema = z.object({ external_userid_list: z.array(z.string()).min(1).max(100) });
const accountsSchema = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(100).default(100),
});
const waySchema = z.object({ open_kfid: z.string(), scene: z.string().default('') });
const servicersSchema = z.object({
  open_kfid: z.string(),
  userid_list: z.array(z.string()).min(1).max(100),
});

/** Accounts, servicers and customers (wechat.md 4.6). */
export function serviceRoutes(account: KfAccount): ApiRoutes {
  return {
    'GET /cgi-bin/kf/servicer/list': ({ query }) => servicers(account, query['open_kfid'] ?? ''),
    'POST /cgi-bin/kf/servicer/add': taking(servicersSchema, BAD_PARAMETER, (body) =>
      changeServicers(account, body, (list, userId) => list.set(userId, 'serving')),
    ),
    'POST /cgi-bin/kf/servicer/del': taking(servicersSchema, BAD_PARAMETER, (body) =>
      changeServicers(account, body, (list, userId) => list.delete(userId)),
    ),
    'POST /cgi-bin/kf/customer/batchget': taking(customersSchema, BAD_PARAMETER, (body) =>
      customers(account, body.external_userid_list),
    ),
    'POST /cgi-bin/kf/account/list': taking(accountsSchema, BAD_PARAMETER, ({ offset, limit }) =>
      done({
        account_list: account.options.openKfids
          .slice(offset, offset + limit)
          .map(({ openKfid, name }) => ({
            ...{ open_kfid: openKfid, name, avatar: '', manage_privilege: true },
          })),
      }),
    ),
    'POST /cgi-bin/kf/add_contact_way': taking(waySchema, BAD_PARAMETER, (body) => {
      if (!account.servicers.has(body.open_kfid)) return failed(95_004, 'open_kfid not exist');
      if (body.scene !== '' && !SCENE.test(body.scene)) return failed(BAD_PARAMETER, 'scene');
      const scene = Buffer.from(body.scene).toString('base64url');
      const path = `/kf/${encodeURIComponent(body.open_kfid)}?enc_scene=${scene}`;
      return done({ url: `${account.core.baseUrl()}${path}` });
    }),
  };
}

function servicers(account: KfAccount, openKfid: string): ApiAnswer {
  const list = account.servicers.get(openKfid);
  if (list === undefined) return failed(95_004, 'open_kfid not exist');
  return done({
    // 0 serves and 1 does not; the event counts from 1.
    servicer_list: [...list].map(([userid, status]) => ({
      userid,
      status: status === 'serving' ? 0 : 1,
      ...(status === 'serving' ? {} : { stop_type: status === 'suspended' ? 1 : 0 }),
    })),
  });
}

function changeServicers(
  account: KfAccount,
  body: z.infer<typeof servicersSchema>,
  change: (list: Map<string, 'serving' | 'stopped' | 'suspended'>, userId: string) => void,
): ApiAnswer {
  const list = account.servicers.get(body.open_kfid);
  if (list === undefined) return failed(95_004, 'open_kfid not exist');
  for (const userId of body.userid_list) change(list, userId);
  return done({
    result_list: body.userid_list.map((userid) => ({ userid, errcode: 0, errmsg: 'success' })),
  });
}

function customers(account: KfAccount, userIds: readonly string[]): ApiAnswer {
  const now = account.core.timers.now().getTime();
  const active = userIds.map((userId) => {
    const chats = account.guests().filter((guest) => guest.userId === userId);
    return chats.find((guest) => now - (guest.lastWroteAt ?? guest.welcomedAt ?? 0) < WINDOW_MS);
  });
  return done({
    customer_list: active.flatMap((guest) =>
      guest === undefined
        ? []
        : [
            {
              external_userid: guest.userId,
              nickname: guest.nickname ?? '',
              avatar: '',
              gender: 0,
              ...(guest.unionId === undefined ? {} : { unionid: guest.unionId }),
            },
          ],
    ),
    invalid_external_userid: userIds.filter((_, index) => active[index] === undefined),
  });
}
