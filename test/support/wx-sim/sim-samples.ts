import { makeManualClock } from '../manual-clock.ts';
import type { SimLimits } from './options.ts';
import { startWxSim } from './start-wx-sim.ts';

/** 43 characters that are nobody's key. */
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
export const TOKEN = 'simtoken';

/** A simulator with one account of each kind and a clock that only the test moves. */
export async function startSampleSim(limits: Partial<SimLimits> = {}) {
  const clock = makeManualClock();
  const sim = await startWxSim({
    clock,
    limits: { emptyPageEvery: 0, ...limits },
    officialAccounts: [
      {
        account: 'main',
        appId: 'wx-app',
        appSecret: 'app-secret',
        token: TOKEN,
        encodingAesKey: AES_KEY,
        mode: 'safe',
        servicers: [
          { kfAccount: 'lin@desk', isOnline: true },
          { kfAccount: 'off@desk', isOnline: false },
        ],
      },
      { account: 'plain', appId: 'wx-2', appSecret: 's2', token: TOKEN, mode: 'plain' },
    ],
    kfAccounts: [
      {
        account: 'main',
        corpId: 'ww-corp',
        secret: 'kf-secret',
        token: TOKEN,
        encodingAesKey: AES_KEY,
        openKfids: [
          {
            openKfid: 'wkA',
            name: 'Claims',
            servicers: [
              { userId: 'zhang', status: 'serving' },
              { userId: 'li', status: 'serving' },
              { userId: 'wang', status: 'stopped' },
            ],
          },
        ],
      },
    ],
  });
  return { clock, sim, api: makeApi(sim.baseUrl) };
}

type Json = Record<string, unknown>;

/** The API as any client calls it, with a token of its own. */
function makeApi(baseUrl: string) {
  async function call(path: string, body?: unknown, query: Record<string, string> = {}) {
    const given = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${baseUrl}${path}?${new URLSearchParams(query)}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: given }),
    });
    const json: Json = JSON.parse(await response.text());
    return json;
  }
  const stable = { grant_type: 'client_credential', appid: 'wx-app', secret: 'app-secret' };
  const oaToken = (more: Json = {}) => call('/cgi-bin/stable_token', { ...stable, ...more });
  const kfToken = () =>
    call('/cgi-bin/gettoken', undefined, { corpid: 'ww-corp', corpsecret: 'kf-secret' });
  const withToken = async (token: Promise<Json>) => {
    const { access_token: accessToken } = await token;
    return { access_token: String(accessToken) };
  };
  return {
    call,
    oaToken,
    kfToken,
    oa: async (path: string, body?: unknown, query: Record<string, string> = {}) =>
      call(path, body, { ...(await withToken(oaToken())), ...query }),
    kf: async (path: string, body?: unknown, query: Record<string, string> = {}) =>
      call(path, body, { ...(await withToken(kfToken())), ...query }),
    upload: async (path: string, type: string, file: { name: string; bytes: Uint8Array }) => {
      const token = await withToken(path === 'oa' ? oaToken() : kfToken());
      const form = new FormData();
      form.append('media', new Blob([Buffer.from(file.bytes)]), file.name);
      const query = new URLSearchParams({ ...token, type });
      const url = `${baseUrl}/cgi-bin/media/upload?${query}`;
      const response = await fetch(url, { method: 'POST', body: form });
      const json: Json = JSON.parse(await response.text());
      return json;
    },
  };
}
