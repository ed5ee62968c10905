import type { ApiFailure, ApiResult } from '../../../../domain/wechat/errors.ts';
import type { StoredToken, TokenStore } from '../../../../domain/wechat/ports.ts';
import { addMs, type Clock, MINUTE_MS, SECOND_MS } from '../../../../lib/clock.ts';

/** A token this near to its end is replaced; WeChat lets the old one live on for as long (wechat.md 3.6). */
const RENEW_BEFORE_MS = 5 * MINUTE_MS;
/** WeCom gives the same token until its very end: how often it is asked for the next one meanwhile. */
const LOOK_AGAIN_MS = MINUTE_MS;
/** Wrong secrets are not tried again before this: a storm of them gets the corporation blocked (wechat.md 4.1). */
const CONFIG_FAILURE_MS = MINUTE_MS;
/** A process that took the refresh and died holds it no longer than this; longer than a call's time limit. */
const CLAIM_MS = 15 * SECOND_MS;
/** Waits of those who did not get the refresh, between looks: 5 s in all. */
const WAITS_MS = [50, 100, 200, 400, 800, 1_500, 1_950] as const;
/** WeChat allows 20 forced tokens a day, 30 s apart. */
const FORCE_EVERY_MS = 5 * MINUTE_MS;

/** Access tokens of one account: one request for all processes, however many callers want one. */
export interface TokenSource {
  get(): Promise<ApiResult<StoredToken>>;
  /** The one after `refused`, which the server took no more. */
  renew(refused: StoredToken): Promise<ApiResult<StoredToken>>;
}

export interface FetchedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

export interface TokenSourceDeps {
  readonly channelAccount: string;
  readonly tokens: TokenStore;
  /** `force`: a token that is good by WeChat's clock was refused twice, give another. */
  readonly fetchToken: (given: { readonly force: boolean }) => Promise<ApiResult<FetchedToken>>;
  readonly clock: Clock;
}

/** What this process knows. */
interface TokenState {
  known?: StoredToken;
  /** Until then a token near its end is good enough. */
  lookAgainAt?: Date;
  refreshing?: Promise<ApiResult<StoredToken>> | undefined;
  blocked?: { readonly until: Date; readonly failure: ApiFailure };
  refused?: StoredToken;
  forcedAt?: Date;
}

/** Makes the source of one account's tokens; one for each process. */
export function makeTokenSource(deps: TokenSourceDeps): TokenSource {
  const state: TokenState = {};
  return { get: () => get(deps, state), renew: (refused) => renew(deps, state, refused) };
}

async function get(deps: TokenSourceDeps, state: TokenState): Promise<ApiResult<StoredToken>> {
  const now = deps.clock.now();
  const { known } = state;
  if (known !== undefined && isGoodEnough(state, known, now)) return { kind: 'ok', value: known };
  return refreshOnce(state, () => refresh(deps, state));
}

async function renew(
  deps: TokenSourceDeps,
  state: TokenState,
  refused: StoredToken,
): Promise<ApiResult<StoredToken>> {
  // Whoever is at it may bring the next token; a refresh that began before the refusal may not.
  for (let running = state.refreshing; running !== undefined; running = state.refreshing) {
    const result = await running;
    if (result.kind === 'failed' || result.value.version > refused.version) return result;
  }
  const { known } = state;
  if (known !== undefined && isNext(known, refused, deps.clock.now())) {
    return { kind: 'ok', value: known };
  }
  return refreshOnce(state, () => refresh(deps, state, refused));
}

/** All callers of this process share one refresh. */
function refreshOnce(
  state: TokenState,
  run: () => Promise<ApiResult<StoredToken>>,
): Promise<ApiResult<StoredToken>> {
  state.refreshing ??= run().finally(() => {
    state.refreshing = undefined;
  });
  return state.refreshing;
}

/** Asks the store, then WeChat, or waits for the process that does. */
async function refresh(
  deps: TokenSourceDeps,
  state: TokenState,
  refused?: StoredToken,
): Promise<ApiResult<StoredToken>> {
  const { channelAccount, tokens, clock } = deps;
  for (const waitMs of [0, ...WAITS_MS]) {
    if (waitMs > 0) await clock.sleep(waitMs);
    const now = clock.now();
    const stored = await tokens.read(channelAccount);
    if (stored !== undefined && isWanted(state, stored, { refused, now })) {
      return know(state, stored);
    }
    const spare = refused === undefined && isAlive(stored, now) ? stored : undefined;
    if (state.blocked !== undefined && state.blocked.until > now) {
      return spare === undefined ? state.blocked.failure : know(state, spare, now);
    }
    const claim = { now, until: addMs(now, CLAIM_MS) };
    if (await tokens.claimRefresh(channelAccount, stored?.version ?? 0, claim)) {
      const fetched = await fetchNext(deps, state, refused);
      return fetched.kind === 'failed' && spare !== undefined ? know(state, spare, now) : fetched;
    }
    // Somebody fetches the next one; this one is good until then.
    if (spare !== undefined) return know(state, spare);
  }
  return failed('retry', 'token_refresh_busy');
}

/** Asks WeChat. The caller holds the claim; it is given back whatever comes. */
async function fetchNext(
  deps: TokenSourceDeps,
  state: TokenState,
  refused: StoredToken | undefined,
): Promise<ApiResult<StoredToken>> {
  const askedAt = deps.clock.now();
  const force = refused !== undefined && isRefusedAgain(state, refused, askedAt);
  const mayAsk = !force || state.forcedAt === undefined || isPast(state.forcedAt, askedAt);
  const fetched = mayAsk ? await deps.fetchToken({ force }) : failed('retry', 'token_refused');
  if (fetched.kind === 'failed') {
    await deps.tokens.giveUp(deps.channelAccount);
    return noteFailure(state, fetched, askedAt);
  }
  if (force) state.forcedAt = askedAt;
  if (refused !== undefined) state.refused = refused;
  const { token, expiresInSeconds } = fetched.value;
  const expiresAt = addMs(askedAt, expiresInSeconds * SECOND_MS);
  const saved = await deps.tokens.save(deps.channelAccount, { token, expiresAt });
  return know(state, saved, askedAt);
}

function isPast(forcedAt: Date, now: Date): boolean {
  return addMs(forcedAt, FORCE_EVERY_MS) <= now;
}

/** Nobody's secret becomes right by trying it again. */
function noteFailure(state: TokenState, failure: ApiFailure, now: Date): ApiFailure {
  // 40001 says "token refused" of every other call, and "wrong secret" of this one.
  const isConfig = failure.errorClass === 'config' || failure.errorClass === 'refresh_token';
  if (!isConfig) return failure;
  const remembered: ApiFailure = { ...failure, errorClass: 'config' };
  state.blocked = { until: addMs(now, CONFIG_FAILURE_MS), failure: remembered };
  return remembered;
}

/** `lookedAt`: WeChat was just asked for a newer one. */
function know(state: TokenState, token: StoredToken, lookedAt?: Date): ApiResult<StoredToken> {
  state.known = token;
  if (lookedAt !== undefined) state.lookAgainAt = addMs(lookedAt, LOOK_AGAIN_MS);
  return { kind: 'ok', value: token };
}

function isWanted(
  state: TokenState,
  stored: StoredToken,
  given: { readonly refused: StoredToken | undefined; readonly now: Date },
): boolean {
  if (given.refused !== undefined) return isNext(stored, given.refused, given.now);
  return isGoodEnough(state, stored, given.now);
}

function isNext(token: StoredToken, refused: StoredToken, now: Date): boolean {
  return token.version > refused.version && isAlive(token, now);
}

function isGoodEnough(state: TokenState, token: StoredToken, now: Date): boolean {
  if (token.expiresAt > addMs(now, RENEW_BEFORE_MS)) return true;
  return isAlive(token, now) && state.lookAgainAt !== undefined && state.lookAgainAt > now;
}

function isAlive(token: StoredToken | undefined, now: Date): boolean {
  return token !== undefined && token.expiresAt > now;
}

/** The same text was refused before, was asked for anew, came again, and is refused again within its life. */
function isRefusedAgain(state: TokenState, refused: StoredToken, now: Date): boolean {
  const { refused: before } = state;
  if (before === undefined || before.token !== refused.token) return false;
  return refused.version > before.version && isAlive(refused, now);
}

function failed(errorClass: ApiFailure['errorClass'], reason: string): ApiFailure {
  return { kind: 'failed', errorClass, reason, mayHaveHappened: false };
}
