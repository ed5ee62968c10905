import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { WechatMessage } from '../../../../domain/wechat/outbound.ts';
import type { MediaBytes, MediaUpload, OfficialAccountApi } from '../protocol/api.ts';
import { PuppetBase, type PuppetParts } from './puppet-base.ts';

type Api = Pick<OfficialAccountApi, 'send' | 'uploadMedia' | 'downloadMedia' | 'user'>;

/**
 * A 服务号 for wechaty. Its source is whoever takes the callbacks, which are verified before anything reaches a puppet:
 * the published wechaty-puppet-official-account takes unsigned ones for customers' words.
 */
export class PuppetOfficialAccount extends PuppetBase {
  static override readonly VERSION = '1.0.0';
  protected override readonly ownId: string;
  readonly #api: Api;

  constructor({ api, appId, ...parts }: PuppetParts & PuppetOfficialAccountParts) {
    super(parts);
    this.#api = api;
    this.ownId = appId;
  }

  override name(): string {
    return 'puppet-official-account';
  }

  override version(): string {
    return PuppetOfficialAccount.VERSION;
  }

  protected override deliver(userId: string, message: WechatMessage): Promise<ApiResult<unknown>> {
    return this.#api.send({ userId, message });
  }

  protected override upload(upload: MediaUpload): Promise<ApiResult<{ readonly mediaId: string }>> {
    return this.#api.uploadMedia(upload);
  }

  protected override download(mediaId: string, bytesMax: number): Promise<ApiResult<MediaBytes>> {
    return this.#api.downloadMedia(mediaId, bytesMax);
  }

  /** WeChat tells nobody's nickname any more; the remark is what our people wrote. */
  protected override async nameOf(userId: string): Promise<string> {
    const found = await this.#api.user(userId);
    return found.kind === 'failed' ? '' : (found.value.remark ?? '');
  }
}

interface PuppetOfficialAccountParts {
  readonly api: Api;
  readonly appId: string;
}
