import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type {
  KfSettings,
  OfficialAccountSettings,
  WechatQuota,
} from '../../../../lib/wechat-accounts.ts';
import type { KfApi, MediaBytes, OfficialAccountApi } from '../protocol/api.ts';

/** What receiving needs of an account: how much its customers' acts allow, and what is fetched for them. */
export interface ReceivingAccount {
  readonly quota: WechatQuota;
  readonly downloadMedia: (mediaId: string, bytesMax: number) => Promise<ApiResult<MediaBytes>>;
  /** Undefined: the server has none, or did not answer. */
  readonly findUnionId: (userId: string) => Promise<string | undefined>;
}

/** An Official Account as receiving sees it. */
export function receivingOfficialAccount(
  { quota }: OfficialAccountSettings,
  api: Pick<OfficialAccountApi, 'downloadMedia' | 'user'>,
): ReceivingAccount {
  return {
    quota,
    downloadMedia: (mediaId, bytesMax) => api.downloadMedia(mediaId, bytesMax),
    findUnionId: async (userId) => {
      const found = await api.user(userId);
      return found.kind === 'ok' ? found.value.unionId : undefined;
    },
  };
}

/** An account of 微信客服 as receiving sees it. */
export function receivingKf(
  { quota }: KfSettings,
  api: Pick<KfApi, 'downloadMedia' | 'customers'>,
): ReceivingAccount {
  return {
    quota,
    downloadMedia: (mediaId, bytesMax) => api.downloadMedia(mediaId, bytesMax),
    findUnionId: async (userId) => {
      const found = await api.customers([userId]);
      if (found.kind !== 'ok') return undefined;
      return found.value.find((customer) => customer.userId === userId)?.unionId;
    },
  };
}
