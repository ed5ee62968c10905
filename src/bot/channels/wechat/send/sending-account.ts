import type { KfSettings, OfficialAccountSettings } from '../../../../lib/wechat-accounts.ts';
import type { KfApi, OfficialAccountApi } from '../protocol/api.ts';

/** One WeChat account, as far as sending is concerned. */
export type SendingAccount =
  | {
      readonly kind: 'kf';
      readonly settings: Pick<KfSettings, 'quota' | 'fallbacks'>;
      readonly api: Pick<KfApi, 'send' | 'sendOnEvent' | 'uploadMedia'>;
    }
  | {
      readonly kind: 'official-account';
      readonly settings: Pick<
        OfficialAccountSettings,
        'quota' | 'fallbacks' | 'template' | 'subscription'
      >;
      readonly api: Pick<
        OfficialAccountApi,
        'send' | 'uploadMedia' | 'sendTemplate' | 'sendSubscription'
      >;
    };
