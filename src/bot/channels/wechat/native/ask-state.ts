import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { NativePlace } from '../../../../domain/wechat/native.ts';
import type { KfApi, OfficialAccountApi } from '../protocol/api.ts';

/** One WeChat account, as far as people in WeChat's own client are concerned. */
export type NativeAccount =
  | {
      readonly kind: 'kf';
      /** Hand-offs go to WeChat's own client; else to our console. */
      readonly isNative: boolean;
      readonly api: Pick<KfApi, 'state' | 'transfer' | 'servicers'>;
    }
  | {
      readonly kind: 'official-account';
      readonly isNative: boolean;
      readonly api: Pick<OfficialAccountApi, 'onlineServicers' | 'createSession' | 'session'>;
    };

/** Who has the customer by WeChat's own account; `pool`: nobody yet, and we may not write either. */
export interface SessionState {
  readonly state: 'ours' | 'pool' | 'person' | 'ended';
  readonly servicerId?: string;
}

/** Asks WeChat whose session it is. */
export async function askState(
  account: NativeAccount,
  { address }: NativePlace,
): Promise<ApiResult<SessionState>> {
  if (account.kind === 'official-account') {
    const found = await account.api.session(address.userId);
    if (found.kind === 'failed') return found;
    const { servicerId } = found.value;
    const state = servicerId === undefined ? 'ours' : 'person';
    return ok({ state, ...(servicerId === undefined ? {} : { servicerId }) });
  }
  const { openKfid, userId } = address;
  // A place of 微信客服 without it is none that can be asked about.
  if (openKfid === undefined) return ok({ state: 'ended' });
  const found = await account.api.state({ openKfid, userId });
  if (found.kind === 'failed') return found;
  const { state, servicerId } = found.value;
  const who = servicerId === undefined ? {} : { servicerId };
  switch (state) {
    case 'new':
    case 'assistant':
      return ok({ state: 'ours' });
    case 'pool':
    case 'person':
    case 'ended':
      return ok({ state, ...who });
  }
}

function ok(value: SessionState): ApiResult<SessionState> {
  return { kind: 'ok', value };
}
