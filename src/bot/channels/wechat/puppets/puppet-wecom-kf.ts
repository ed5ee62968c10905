import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { WechatMessage } from '../../../../domain/wechat/outbound.ts';
import type { KfApi, MediaBytes, MediaUpload } from '../protocol/api.ts';
import { PuppetBase, type PuppetParts } from './puppet-base.ts';

type Api = Pick<KfApi, 'send' | 'uploadMedia' | 'downloadMedia' | 'customers'>;

/** One account of 微信客服 for wechaty: its customers are the contacts, there are no rooms. */
export class PuppetWecomKf extends PuppetBase {
  static override readonly VERSION = '1.0.0';
  protected override readonly ownId: string;
  readonly #api: Api;

  constructor({ api, openKfid, ...parts }: PuppetParts & PuppetWecomKfParts) {
    super(parts);
    this.#api = api;
    this.ownId = openKfid;
  }

  override name(): string {
    return 'puppet-wecom-kf';
  }

  override version(): string {
    return PuppetWecomKf.VERSION;
  }

  protected override deliver(
    userId: string,
    message: WechatMessage,
    sendId: string,
  ): Promise<ApiResult<unknown>> {
    return this.#api.send({ openKfid: this.ownId, userId, sendId, message });
  }

  protected override upload(upload: MediaUpload): Promise<ApiResult<{ readonly mediaId: string }>> {
    return this.#api.uploadMedia(upload);
  }

  protected override download(mediaId: string, bytesMax: number): Promise<ApiResult<MediaBytes>> {
    return this.#api.downloadMedia(mediaId, bytesMax);
  }

  /** WeChat names only who wrote within 48 hours. */
  protected override async nameOf(userId: string): Promise<string> {
    const found = await this.#api.customers([userId]);
    if (found.kind === 'failed') return '';
    return found.value.find((customer) => customer.userId === userId)?.nickname ?? '';
  }
}

interface PuppetWecomKfParts {
  readonly api: Api;
  readonly openKfid: string;
}
