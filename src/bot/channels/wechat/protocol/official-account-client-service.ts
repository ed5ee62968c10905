import { z } from 'zod';
import type { JsonObject } from '../../../../lib/json.ts';
import type { OfficialAccountApi } from './api.ts';
import type { ApiCaller } from './call-api.ts';
import { contentFailure, DONE, mapResult } from './call-api-answer.ts';
import { checkMenuBar, toMenuBody } from './official-account-client-message.ts';

const nothing = z.object({});
/** Absent and empty are the same to WeChat. */
const optionalText = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

/** As a number it loses its last digits: the reader of answers makes it text (call-api-answer.ts). */
const templateAnswer = z.object({ msgid: z.union([z.string(), z.number().transform(String)]) });

/** `message/template/send`. `client_msg_id` is young: an account without it would take the same again. */
export async function sendTemplate(
  api: ApiCaller,
  input: Parameters<OfficialAccountApi['sendTemplate']>[0],
): ReturnType<OfficialAccountApi['sendTemplate']> {
  const { userId, templateId, url, sendId, data } = input;
  const result = await api.call({
    path: '/cgi-bin/message/template/send',
    body: {
      touser: userId,
      template_id: templateId,
      client_msg_id: sendId,
      ...(url === undefined ? {} : { url }),
      data: toTemplateData(data),
    },
    answer: templateAnswer,
    isRepeatable: false,
  });
  return mapResult(result, ({ msgid }) => ({ sendId: msgid }));
}

/** `message/subscribe/bizsend`. */
export async function sendSubscription(
  api: ApiCaller,
  input: Parameters<OfficialAccountApi['sendSubscription']>[0],
): ReturnType<OfficialAccountApi['sendSubscription']> {
  const { userId, templateId, page, data } = input;
  const result = await api.call({
    path: '/cgi-bin/message/subscribe/bizsend',
    body: {
      touser: userId,
      template_id: templateId,
      ...(page === undefined ? {} : { page }),
      data: toTemplateData(data),
    },
    answer: nothing,
    isRepeatable: false,
  });
  return result.kind === 'failed' ? result : DONE;
}

function toTemplateData(data: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]));
}

const userAnswer = z.object({
  subscribe: z.number(),
  unionid: optionalText,
  remark: optionalText,
});

/** `user/info`: no name and no picture since December 2021. */
export async function readUser(
  api: ApiCaller,
  userId: string,
): ReturnType<OfficialAccountApi['user']> {
  const result = await api.call({
    path: '/cgi-bin/user/info',
    query: { openid: userId, lang: 'zh_CN' },
    answer: userAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ subscribe, unionid: unionId, remark }) => ({
    isSubscribed: subscribe === 1,
    ...(unionId === undefined ? {} : { unionId }),
    ...(remark === undefined ? {} : { remark }),
  }));
}

/** `menu/create`: takes the place of the whole menu. */
export async function createMenu(
  api: ApiCaller,
  menu: Parameters<OfficialAccountApi['createMenu']>[0],
): ReturnType<OfficialAccountApi['createMenu']> {
  const refusal = checkMenuBar(menu);
  if (refusal !== undefined) return contentFailure(refusal);
  const result = await api.call({
    path: '/cgi-bin/menu/create',
    body: toMenuBody(menu),
    answer: nothing,
    isRepeatable: true,
  });
  return result.kind === 'failed' ? result : DONE;
}

const SCENE_CHARACTERS_MAX = 64;
/** 30 days. */
const QR_SECONDS_MAX = 2_592_000;
/** Pictures of codes come from another host than the API; a server of one's own has both. */
const API_HOST = 'api.weixin.qq.com';
const PICTURE_HOST = 'mp.weixin.qq.com';
const qrAnswer = z.object({ ticket: z.string().min(1) });

/** `qrcode/create`, and the address of the picture. */
export async function createQrCode(
  api: ApiCaller,
  input: Parameters<OfficialAccountApi['qrCode']>[0],
): ReturnType<OfficialAccountApi['qrCode']> {
  const { scene, expiresInSeconds } = input;
  if (scene === '' || scene.length > SCENE_CHARACTERS_MAX) return contentFailure('scene');
  const isLasting = expiresInSeconds === undefined;
  if (!isLasting && (expiresInSeconds < 1 || expiresInSeconds > QR_SECONDS_MAX)) {
    return contentFailure('qr_expiry');
  }
  const result = await api.call({
    path: '/cgi-bin/qrcode/create',
    body: {
      ...(isLasting ? {} : { expire_seconds: expiresInSeconds }),
      action_name: isLasting ? 'QR_LIMIT_STR_SCENE' : 'QR_STR_SCENE',
      action_info: { scene: { scene_str: scene } },
    },
    answer: qrAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ ticket }) => {
    const url = new URL(api.url('/cgi-bin/showqrcode', { ticket }));
    if (url.host === API_HOST) url.host = PICTURE_HOST;
    return { url: url.href };
  });
}

const servicersAnswer = z.object({
  kf_online_list: z.array(z.object({ kf_account: z.string(), status: z.number() })).optional(),
});

/** `customservice/getonlinekflist`: 1 on the web, 2 on a phone, 3 on both. */
export async function listOnlineServicers(
  api: ApiCaller,
): ReturnType<OfficialAccountApi['onlineServicers']> {
  const result = await api.call({
    path: '/cgi-bin/customservice/getonlinekflist',
    answer: servicersAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ kf_online_list: list }) =>
    (list ?? []).map(({ kf_account: servicerId, status }) => ({
      servicerId,
      isServing: status > 0,
    })),
  );
}

/** `kfsession/create`: the servicer must be online. */
export async function createSession(
  api: ApiCaller,
  input: Parameters<OfficialAccountApi['createSession']>[0],
): ReturnType<OfficialAccountApi['createSession']> {
  const result = await api.call({
    path: '/customservice/kfsession/create',
    body: { kf_account: input.servicerId, openid: input.userId },
    answer: nothing,
    isRepeatable: true,
  });
  return result.kind === 'failed' ? result : DONE;
}

const sessionAnswer = z.object({ kf_account: optionalText });

/** `kfsession/getsession`: empty when nobody has it. */
export async function readSession(
  api: ApiCaller,
  userId: string,
): ReturnType<OfficialAccountApi['session']> {
  const result = await api.call({
    path: '/customservice/kfsession/getsession',
    query: { openid: userId },
    answer: sessionAnswer,
    isRepeatable: true,
  });
  return mapResult(result, ({ kf_account: servicerId }) =>
    servicerId === undefined ? {} : { servicerId },
  );
}
