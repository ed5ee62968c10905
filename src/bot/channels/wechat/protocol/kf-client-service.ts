import { z } from 'zod';
import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import { KF_STATES, type KfApi } from './api.ts';
import type { ApiCaller } from './call-api.ts';
import { contentFailure, mapResult, unreadable } from './call-api-answer.ts';
import { isWithin } from './kf-client-message.ts';

/** Absent and empty are the same to WeChat. */
const optionalText = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

const stateAnswer = z.object({
  service_state: z.number().int(),
  // The documentation has the one, a wide-spread SDK the other.
  servicer_userid: optionalText,
  service_userid: optionalText,
});

/** `kf/service_state/get`. */
export async function readState(
  api: ApiCaller,
  of: Parameters<KfApi['state']>[0],
): ReturnType<KfApi['state']> {
  const result = await api.call({
    path: '/cgi-bin/kf/service_state/get',
    body: { open_kfid: of.openKfid, external_userid: of.userId },
    answer: stateAnswer,
    isRepeatable: true,
  });
  if (result.kind === 'failed') return result;
  const state = KF_STATES[result.value.service_state];
  if (state === undefined) return unreadable('bad_answer', true);
  const servicerId = result.value.servicer_userid ?? result.value.service_userid;
  return { kind: 'ok', value: { state, ...(servicerId === undefined ? {} : { servicerId }) } };
}

const transferAnswer = z.object({ msg_code: optionalText });

/** `kf/service_state/trans`. Repeated it finds the state that it asked for. */
export async function transferSession(
  api: ApiCaller,
  input: Parameters<KfApi['transfer']>[0],
): ReturnType<KfApi['transfer']> {
  const { openKfid, userId, state, servicerId } = input;
  if (state === 'person' && servicerId === undefined) return contentFailure('servicer_missing');
  const result = await api.call({
    path: '/cgi-bin/kf/service_state/trans',
    body: {
      open_kfid: openKfid,
      external_userid: userId,
      service_state: KF_STATES.indexOf(state),
      ...(state === 'person' ? { servicer_userid: servicerId } : {}),
    },
    answer: transferAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ msg_code: code }) => (code === undefined ? {} : { code }));
}

/** Whole departments are in the list too, without a person's id. */
const servicersAnswer = z.object({
  servicer_list: z
    .array(z.object({ userid: optionalText, status: z.number().optional() }))
    .optional(),
});

/** `kf/servicer/list`: 0 is serving here, while the event of a change says 1. */
export async function listServicers(
  api: ApiCaller,
  openKfid: string,
): ReturnType<KfApi['servicers']> {
  const result = await api.call({
    path: '/cgi-bin/kf/servicer/list',
    query: { open_kfid: openKfid },
    answer: servicersAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ servicer_list: list }) =>
    (list ?? []).flatMap(({ userid, status }) =>
      userid === undefined ? [] : [{ servicerId: userid, isServing: status === 0 }],
    ),
  );
}

const CUSTOMERS_MAX = 100;
const customersAnswer = z.object({
  customer_list: z
    .array(z.object({ external_userid: z.string(), nickname: optionalText, unionid: optionalText }))
    .optional(),
});

/** `kf/customer/batchget`. Whoever was not active is not in the answer. */
export async function listCustomers(
  api: ApiCaller,
  userIds: readonly string[],
): ReturnType<KfApi['customers']> {
  if (userIds.length === 0) return { kind: 'ok', value: [] };
  if (userIds.length > CUSTOMERS_MAX) return contentFailure('too_many_customers');
  const result = await api.call({
    path: '/cgi-bin/kf/customer/batchget',
    body: { external_userid_list: userIds, need_enter_session_context: 0 },
    answer: customersAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ customer_list: list }) =>
    (list ?? []).map(({ external_userid: userId, nickname, unionid: unionId }) => ({
      userId,
      ...(nickname === undefined ? {} : { nickname }),
      ...(unionId === undefined ? {} : { unionId }),
    })),
  );
}

type KfAccount = { readonly openKfid: string; readonly name: string };

const ACCOUNTS_PAGE = 100;
/** 5,000 accounts: many more than a corporation may have, and an end for a server that repeats itself. */
const ACCOUNT_PAGES_MAX = 50;
const accountsAnswer = z.object({
  account_list: z
    .array(z.object({ open_kfid: z.string(), name: z.string().default('') }))
    .optional(),
});

/** `kf/account/list`, all pages. */
export async function listAccounts(api: ApiCaller): Promise<ApiResult<readonly KfAccount[]>> {
  const accounts: KfAccount[] = [];
  for (let page = 0; page < ACCOUNT_PAGES_MAX; page += 1) {
    const result = await api.call({
      path: '/cgi-bin/kf/account/list',
      body: { offset: page * ACCOUNTS_PAGE, limit: ACCOUNTS_PAGE },
      answer: accountsAnswer,
      isRepeatable: true,
    });
    if (result.kind === 'failed') return result;
    const list = result.value.account_list ?? [];
    accounts.push(...list.map(({ open_kfid: openKfid, name }) => ({ openKfid, name })));
    if (list.length < ACCOUNTS_PAGE) break;
  }
  return { kind: 'ok', value: accounts };
}

const SCENE = /^[0-9a-zA-Z_-]{1,32}$/;
/** Of the parameter as it stands in the address. */
const SCENE_PARAM_BYTES_MAX = 128;
const contactWayAnswer = z.object({ url: z.url() });

/** `kf/add_contact_way`; the parameter is appended by us. */
export async function addContactWay(
  api: ApiCaller,
  input: Parameters<KfApi['contactWay']>[0],
): ReturnType<KfApi['contactWay']> {
  const { openKfid, scene, sceneParam } = input;
  if (!SCENE.test(scene)) return contentFailure('scene');
  const param = sceneParam === undefined ? undefined : encodeURIComponent(sceneParam);
  if (param !== undefined && !isWithin(param, SCENE_PARAM_BYTES_MAX)) {
    return contentFailure('scene_param');
  }
  const result = await api.call({
    path: '/cgi-bin/kf/add_contact_way',
    body: { open_kfid: openKfid, scene },
    answer: contactWayAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ url }) => {
    if (param === undefined) return { url };
    return { url: `${url}${url.includes('?') ? '&' : '?'}scene_param=${param}` };
  });
}
