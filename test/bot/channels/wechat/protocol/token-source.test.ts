import { beforeEach, describe, expect, it } from 'vitest';
import {
  type FetchedToken,
  makeTokenSource,
  type TokenSource,
} from '../../../../../src/bot/channels/wechat/protocol/token-source.ts';
import type { ApiResult } from '../../../../../src/domain/wechat/errors.ts';
import type { StoredToken } from '../../../../../src/domain/wechat/ports.ts';
import { addMs, type Clock, MINUTE_MS, SECOND_MS } from '../../../../../src/lib/clock.ts';
import { makeMemoryTokenStore } from './memory-token-store.ts';

const ACCOUNT = 'wechat-oa:main';
let now: Date;
let slept: number[];
let store: ReturnType<typeof makeMemoryTokenStore>;
let asked: boolean[];
let answer: (given: { force: boolean }) => Promise<ApiResult<FetchedToken>>;

const clock: Clock = {
  now: () => now,
  sleep: async (ms) => {
    slept.push(ms);
    now = addMs(now, ms);
    await new Promise<void>((resolve) => setImmediate(resolve));
  },
};

beforeEach(() => {
  now = new Date('2026-06-11T07:00:00.000Z');
  slept = [];
  store = makeMemoryTokenStore();
  asked = [];
  answer = async () => gives(`token-${asked.length}`);
});

function gives(token: string, expiresInSeconds = 7_200): ApiResult<FetchedToken> {
  return { kind: 'ok', value: { token, expiresInSeconds } };
}

function fails(errorClass: 'retry' | 'config' | 'refresh_token', code: number) {
  return {
    kind: 'failed',
    errorClass,
    code,
    reason: `errcode_${code}`,
    mayHaveHappened: false,
  } as const;
}

function makeSource(): TokenSource {
  return makeTokenSource({
    channelAccount: ACCOUNT,
    tokens: store,
    clock,
    fetchToken: async (given) => {
      asked.push(given.force);
      return answer(given);
    },
  });
}

function tokenOf(result: ApiResult<StoredToken>): StoredToken {
  if (result.kind === 'failed') throw new Error(result.reason);
  return result.value;
}

describe('a token source', () => {
  it('asks once for 50 callers of two processes', async () => {
    const sources = [makeSource(), makeSource()];
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => sources[index % 2]?.get()),
    );
    expect(asked).toEqual([false]);
    expect(new Set(results.map((one) => one?.kind === 'ok' && one.value.token))).toEqual(
      new Set(['token-1']),
    );
  });

  it('looks once for 50 callers of one process, and none of them waits', async () => {
    const source = makeSource();
    await Promise.all(Array.from({ length: 50 }, () => source.get()));
    expect(store.claims).toEqual([0]);
    expect(slept).toEqual([]);
  });

  it('asks again five minutes before the end, not sooner', async () => {
    const source = makeSource();
    await source.get();
    now = addMs(now, 7_200 * SECOND_MS - 5 * MINUTE_MS - 1);
    expect(tokenOf(await source.get()).token).toBe('token-1');
    now = addMs(now, 1);
    expect(tokenOf(await source.get()).token).toBe('token-2');
  });

  it('takes what another process stored, without asking', async () => {
    await makeSource().get();
    expect(tokenOf(await makeSource().get()).token).toBe('token-1');
    expect(asked).toHaveLength(1);
  });

  it('asks once a minute when WeCom gives the same token until its end', async () => {
    const source = makeSource();
    answer = async () => gives('same', 7_200);
    await source.get();
    now = addMs(now, 7_200 * SECOND_MS - 4 * MINUTE_MS);
    answer = async () => gives('same', 240);
    for (let call = 0; call < 20; call += 1) await source.get();
    expect(asked).toHaveLength(2);
    now = addMs(now, MINUTE_MS);
    await source.get();
    expect(asked).toHaveLength(3);
  });

  it('lives on the old token while WeChat cannot be reached', async () => {
    const source = makeSource();
    await source.get();
    answer = async () => fails('retry', -1);
    now = addMs(now, 7_200 * SECOND_MS - 4 * MINUTE_MS);
    expect(tokenOf(await source.get()).token).toBe('token-1');
    now = addMs(now, 4 * MINUTE_MS);
    expect(await source.get()).toEqual(fails('retry', -1));
  });

  it('lives on the old token while another process fetches the next', async () => {
    await makeSource().get();
    now = addMs(now, 7_200 * SECOND_MS - 4 * MINUTE_MS);
    await store.claimRefresh(ACCOUNT, 1, { now, until: addMs(now, MINUTE_MS) });
    expect(tokenOf(await makeSource().get()).token).toBe('token-1');
    expect(slept).toEqual([]);
  });
});

describe('waiting for another process', () => {
  it('ends with retry after five seconds', async () => {
    await store.claimRefresh(ACCOUNT, 0, { now, until: addMs(now, MINUTE_MS) });
    expect(await makeSource().get()).toMatchObject({
      errorClass: 'retry',
      reason: 'token_refresh_busy',
    });
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(5 * SECOND_MS);
    expect(asked).toEqual([]);
  });

  it('ends as soon as that process stored its token', async () => {
    await store.claimRefresh(ACCOUNT, 0, { now, until: addMs(now, MINUTE_MS) });
    const waiting = makeSource().get();
    await store.save(ACCOUNT, { token: 'theirs', expiresAt: addMs(now, 7_200 * SECOND_MS) });
    expect(tokenOf(await waiting).token).toBe('theirs');
    expect(asked).toEqual([]);
  });

  it('takes over from a process that died with the claim', async () => {
    await store.claimRefresh(ACCOUNT, 0, { now, until: addMs(now, SECOND_MS) });
    expect(tokenOf(await makeSource().get()).token).toBe('token-1');
    expect(slept.length).toBeGreaterThan(2);
  });
});

describe('renewing', () => {
  it('asks once for 50 callers of two processes whose token was refused', async () => {
    const sources = [makeSource(), makeSource()];
    const first = tokenOf((await sources[0]?.get()) ?? fails('retry', 0));
    await sources[1]?.get();
    const renewed = await Promise.all(
      Array.from({ length: 50 }, (_, index) => sources[index % 2]?.renew(first)),
    );
    expect(asked).toEqual([false, false]);
    expect(renewed.every((one) => one?.kind === 'ok' && one.value.token === 'token-2')).toBe(true);
  });

  it('forces a new one only when the same was refused twice within its life', async () => {
    const source = makeSource();
    answer = async ({ force }) => gives(force ? 'forced' : 'same');
    const first = tokenOf(await source.get());
    const second = tokenOf(await source.renew(first));
    expect(second.token).toBe('same');
    // The very same refusal, told by somebody who was slow.
    expect(tokenOf(await source.renew(first)).token).toBe('same');
    expect(tokenOf(await source.renew(second)).token).toBe('forced');
    expect(asked).toEqual([false, false, true]);
  });

  it('does not force one again within five minutes', async () => {
    const source = makeSource();
    answer = async () => gives('same');
    let token = tokenOf(await source.get());
    token = tokenOf(await source.renew(token));
    token = tokenOf(await source.renew(token));
    expect(await source.renew(token)).toMatchObject({
      errorClass: 'retry',
      reason: 'token_refused',
    });
    now = addMs(now, 5 * MINUTE_MS);
    await source.renew(token);
    expect(asked).toEqual([false, false, true, true]);
  });
});

describe('a wrong secret', () => {
  for (const failure of [fails('config', 40013), fails('refresh_token', 40001)]) {
    it(`is not tried again for a minute (${failure.code})`, async () => {
      const source = makeSource();
      answer = async () => failure;
      for (let call = 0; call < 30; call += 1) {
        expect(await source.get()).toEqual({ ...failure, errorClass: 'config' });
      }
      expect(asked).toHaveLength(1);
      now = addMs(now, MINUTE_MS);
      answer = async () => gives('mended');
      expect(tokenOf(await source.get()).token).toBe('mended');
    });
  }

  it('is not remembered of a failure that passes', async () => {
    const source = makeSource();
    answer = async () => fails('retry', -1);
    await source.get();
    answer = async () => gives('back');
    expect(tokenOf(await source.get()).token).toBe('back');
  });
});
