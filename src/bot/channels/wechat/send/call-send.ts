import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { WechatMessage, WechatWire } from '../../../../domain/wechat/outbound.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import type { Id } from '../../../../lib/ids.ts';
import type { SendJob } from './send-job.ts';
import type { SendingAccount } from './sending-account.ts';

export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface FileDeps {
  readonly files: { read(id: Id<'file'>): Promise<StoredFile | undefined> };
  /** A signed address of a file that the customer can open; undefined: there is none. */
  readonly fileLink?: (id: Id<'file'>) => string | undefined;
}

/**
 * The message as WeChat's server gets it, its file uploaded right before: WeChat keeps it for three days, and a repeated
 * upload is harmless. A file that WeChat does not take becomes a text with its address.
 */
export async function toMessage(
  deps: FileDeps,
  account: SendingAccount,
  wire: WechatWire,
): Promise<ApiResult<WechatMessage>> {
  if (wire.kind !== 'media') return { kind: 'ok', value: wire };
  const { media, name, fileId } = wire;
  const file = await deps.files.read(fileId);
  if (file === undefined) {
    return {
      kind: 'failed',
      errorClass: 'content',
      reason: 'file_gone',
      mayHaveHappened: false,
    };
  }
  const { contentType, bytes } = file;
  const uploaded = await account.api.uploadMedia({ media, name, contentType, bytes });
  if (uploaded.kind === 'ok') {
    return { kind: 'ok', value: { kind: 'media', media, mediaId: uploaded.value.mediaId } };
  }
  const link = deps.fileLink?.(fileId);
  if (uploaded.errorClass !== 'content' || link === undefined) {
    // Nothing was said to the customer, whatever became of the upload.
    return { ...uploaded, mayHaveHappened: false };
  }
  return { kind: 'ok', value: { kind: 'text', text: copy.wechat.file(name, link) } };
}

/** At most 32 of 0-9a-zA-Z_-, the same for every attempt: 微信客服 drops a repeated one. */
export function sendIdOf({ outboxId }: Pick<SendJob, 'outboxId'>, part: number): string {
  return `${outboxId}-${part}`;
}

/** Sends one message; answers the id by which the server knows it. */
export async function callSend(
  job: SendJob,
  account: SendingAccount,
  given: { readonly message: WechatMessage; readonly part: number; readonly code?: string },
): Promise<ApiResult<{ readonly sendId?: string }>> {
  const { userId, openKfid } = job.address;
  const { message, part, code } = given;
  if (account.kind === 'official-account') {
    const sent = await account.api.send({ userId, message });
    return sent.kind === 'ok' ? { kind: 'ok', value: {} } : sent;
  }
  const sendId = sendIdOf(job, part);
  if (code !== undefined) return account.api.sendOnEvent({ code, sendId, message });
  if (openKfid === undefined) {
    return { kind: 'failed', errorClass: 'config', reason: 'no_open_kfid', mayHaveHappened: false };
  }
  return account.api.send({ openKfid, userId, sendId, message });
}
