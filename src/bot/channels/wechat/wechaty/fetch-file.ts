import type { FileBoxInterface } from 'file-box';
import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import { type Clock, SECOND_MS } from '../../../../lib/clock.ts';
import type { MediaBytes } from '../protocol/api.ts';

/** Puppets fetch from WeChat while we wait; some wait for ever. */
const WITHIN_MS = 20 * SECOND_MS;

/** A message's file, at most `bytesMax`, as the official clients give it. */
export async function fetchFile(
  getFile: () => Promise<FileBoxInterface>,
  given: { readonly bytesMax: number; readonly clock: Clock },
): Promise<ApiResult<MediaBytes>> {
  const { bytesMax, clock } = given;
  const done = new AbortController();
  const late = clock.sleep(WITHIN_MS, done.signal).then(() => failed('retry', 'timeout'));
  try {
    return await Promise.race([read(getFile, bytesMax), late]);
  } catch {
    // The vendor's text may quote anything; that it failed is what one can act on.
    return failed('retry', 'puppet_error');
  } finally {
    done.abort();
  }
}

async function read(
  getFile: () => Promise<FileBoxInterface>,
  bytesMax: number,
): Promise<ApiResult<MediaBytes>> {
  const file = await getFile();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await file.toStream()) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > bytesMax) return failed('content', 'too_large');
    chunks.push(bytes);
  }
  const { name, mediaType } = file;
  return { kind: 'ok', value: { bytes: Buffer.concat(chunks), name, contentType: mediaType } };
}

function failed(errorClass: 'retry' | 'content', reason: string): ApiResult<never> {
  return { kind: 'failed', errorClass, reason, mayHaveHappened: false };
}
