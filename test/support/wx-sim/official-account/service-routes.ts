import { z } from 'zod';
import { SECOND_MS } from '../../../../src/lib/clock.ts';
import { type ApiAnswer, type ApiRoutes, bare, done, failed, taking } from '../core/api-answer.ts';
import type { OfficialAccount } from './account.ts';
import { checkMenuBar } from './menu-rules.ts';
import { beginSession, endSession, sessionOf } from './sessions.ts';

const BAD_BODY = 47_001;
const SCENE_CHARACTERS_MAX = 64;
const QR_SECONDS_MAX = 2_592_000;
const LASTING = ['QR_LIMIT_SCENE', 'QR_LIMIT_STR_SCENE'];
const PASSING = ['QR_SCENE', 'QR_STR_SCENE'];

const qrSchema = z.object({
  action_name: z.string(),
  expire_seconds: z.number().optional(),
  action_info: z.object({
    scene: z.object({ scene_str: z.string().optional(), scene_id: z.number().optional() }),
  }),
});
const sessionSchema = z.object({ kf_account: z.string(), openid: z.string() });

/** Followers, menu, QR codes and the account's own customer service. */
export function serviceRoutes(account: OfficialAccount): ApiRoutes {
  return {
    'GET /cgi-bin/user/info': ({ query }) => userInfo(account, query['openid'] ?? ''),
    'POST /cgi-bin/menu/create': ({ body }) => {
      const refusal = checkMenuBar(body);
      if (refusal !== undefined) return failed(refusal, 'invalid menu');
      account.menu = body;
      account.core.emit({ kind: 'changed' });
      return done();
    },
    'GET /cgi-bin/menu/get': () =>
      account.menu === undefined ? failed(46_003, 'menu no exist') : bare({ menu: account.menu }),
    'GET /cgi-bin/menu/delete': () => {
      account.menu = undefined;
      return done();
    },
    'POST /cgi-bin/qrcode/create': taking(qrSchema, BAD_BODY, (body) => qrCode(account, body)),
    ...sessionRoutes(account),
  };
}

function userInfo(account: OfficialAccount, openId: string): ApiAnswer {
  const follower = account.followers.get(openId);
  if (follower === undefined) return failed(40_003, 'invalid openid');
  const union = follower.unionId === undefined ? {} : { unionid: follower.unionId };
  if (!follower.isFollowing) return bare({ subscribe: 0, openid: openId, ...union });
  // No nickname and no picture since December 2021.
  return bare({
    subscribe: 1,
    openid: openId,
    language: 'zh_CN',
    subscribe_time: Math.floor(follower.followedAt.getTime() / SECOND_MS),
    ...union,
    remark: '',
    groupid: 0,
    tagid_list: [],
    subscribe_scene: 'ADD_SCENE_QR_CODE',
    qr_scene: 0,
    qr_scene_str: '',
  });
}

function qrCode(account: OfficialAccount, body: z.infer<typeof qrSchema>): ApiAnswer {
  const isPassing = PASSING.includes(body.action_name);
  if (!isPassing && !LASTING.includes(body.action_name)) return failed(40_053, 'action info');
  const { scene_str: text, scene_id: number } = body.action_info.scene;
  const scene = body.action_name.includes('STR') ? text : number?.toString();
  const isFine = scene !== undefined && scene !== '' && scene.length <= SCENE_CHARACTERS_MAX;
  if (!isFine) return failed(40_053, 'invalid action info');
  const seconds = body.expire_seconds ?? 60;
  if (isPassing && (seconds < 1 || seconds > QR_SECONDS_MAX)) return failed(40_052, 'expire');
  const ticket = `TICKET_${scene}`;
  const url = `${account.core.baseUrl()}/q/${encodeURIComponent(scene)}`;
  return bare({ ticket, ...(isPassing ? { expire_seconds: seconds } : {}), url });
}

function sessionRoutes(account: OfficialAccount): ApiRoutes {
  return {
    'GET /cgi-bin/customservice/getkflist': () =>
      bare({
        kf_list: [...account.servicers.keys()].map((kfAccount, index) => ({
          ...{ kf_account: kfAccount, kf_nick: kfAccount, kf_id: 1_001 + index },
        })),
      }),
    'GET /cgi-bin/customservice/getonlinekflist': () =>
      bare({
        kf_online_list: [...account.servicers]
          .filter(([, servicer]) => servicer.isOnline)
          .map(([kfAccount]) => ({
            kf_account: kfAccount,
            status: 1,
            kf_id: 1_001,
            ...cases(account, kfAccount),
          })),
      }),
    'POST /customservice/kfsession/create': taking(sessionSchema, BAD_BODY, (body) =>
      createSession(account, body),
    ),
    'POST /customservice/kfsession/close': taking(sessionSchema, BAD_BODY, (body) => {
      const follower = account.followers.get(body.openid);
      const session = follower && sessionOf(account, follower);
      if (follower === undefined || session?.kfAccount !== body.kf_account) return failed(65_413);
      account.core.timers.after(0, () => void endSession(account, follower));
      return done();
    }),
    'GET /customservice/kfsession/getsession': ({ query }) => {
      const follower = account.followers.get(query['openid'] ?? '');
      if (follower === undefined) return failed(40_003, 'invalid openid');
      const session = sessionOf(account, follower);
      if (session === undefined || session.kfAccount === '')
        return done({ createtime: 0, kf_account: '' });
      const createtime = Math.floor(session.createdAt / SECOND_MS);
      return done({ createtime, kf_account: session.kfAccount });
    },
    'GET /customservice/kfsession/getwaitcase': () => {
      const waitcaselist = waitingIn(account).map((openid) => ({ openid, latest_time: 0 }));
      return done({ count: waitcaselist.length, waitcaselist });
    },
  };
}

function cases(account: OfficialAccount, kfAccount: string): { readonly accepted_case: number } {
  const all = [...account.followers.values()];
  const mine = all.filter((one) => sessionOf(account, one)?.kfAccount === kfAccount);
  return { accepted_case: mine.length };
}

/** Customers without a person yet. */
export function waitingIn(account: OfficialAccount): readonly string[] {
  const all = [...account.followers.values()];
  return all
    .filter((one) => sessionOf(account, one)?.kfAccount === '')
    .map((follower) => follower.openId);
}

function createSession(account: OfficialAccount, body: z.infer<typeof sessionSchema>): ApiAnswer {
  const follower = account.followers.get(body.openid);
  if (follower === undefined) return failed(40_003, 'invalid openid');
  const servicer = account.servicers.get(body.kf_account);
  if (servicer === undefined) return failed(65_401, 'invalid kf_account');
  if (!servicer.isOnline) return failed(65_415, 'kf_account is not online');
  const taken = sessionOf(account, follower)?.kfAccount ?? '';
  if (taken === body.kf_account) return done();
  if (taken !== '') return failed(65_414, 'the customer is with another');
  follower.session = {
    kfAccount: body.kf_account,
    createdAt: 0,
    lastAt: account.core.timers.now().getTime(),
  };
  account.core.timers.after(0, () => void beginSession(account, follower, body.kf_account));
  return done();
}
