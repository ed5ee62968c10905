import { z } from 'zod';
import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import { textField } from '../../../../lib/json.ts';
import type { MediaBytes, MediaUpload } from './api.ts';
import { type ApiCaller, MEDIA_TIMEOUT_MS } from './call-api.ts';
import {
  contentFailure,
  failureIn,
  mapResult,
  parseAnswer,
  unreadable,
} from './call-api-answer.ts';
import type { WireAnswer } from './call-api-exchange.ts';
import { checkUpload, cleanFileName } from './media-rules.ts';

const uploaded = z.object({ media_id: z.string().min(1) });
/** An error's JSON must fit even where a file of a few bytes is expected. */
const ERROR_BYTES_MAX = 4_096;
const MEDIA_GET = '/cgi-bin/media/get';

/** `POST /cgi-bin/media/upload`: multipart, field `media`. Both protocols have the same address. */
export async function uploadMedia(
  api: ApiCaller,
  upload: MediaUpload,
): Promise<ApiResult<{ readonly mediaId: string }>> {
  const checked = checkUpload(api.kind, upload);
  if (checked.kind === 'refused') return contentFailure(checked.reason);
  const form = new FormData();
  // A copy: the bytes may lie in a shared buffer, which a Blob does not take.
  const blob = new Blob([Uint8Array.from(upload.bytes)], { type: checked.contentType });
  form.append('media', blob, checked.name);
  const result = await api.call({
    path: '/cgi-bin/media/upload',
    query: { type: upload.media },
    body: form,
    answer: uploaded,
    isRepeatable: true,
    timeoutMs: MEDIA_TIMEOUT_MS,
  });
  return mapResult(result, (answer) => ({ mediaId: answer.media_id }));
}

/** `GET /cgi-bin/media/get`: a file, an error as JSON, or the address of a video. */
export function downloadMedia(
  api: ApiCaller,
  mediaId: string,
  bytesMax: number,
): Promise<ApiResult<MediaBytes>> {
  return api.withToken(MEDIA_GET, async (token) => {
    const url = api.url(MEDIA_GET, { access_token: token, media_id: mediaId });
    const answered = await api.fetchBytes(url, Math.max(bytesMax, ERROR_BYTES_MAX));
    if (answered.kind === 'failed') return answered;
    const said = readSaid(api, answered.value);
    if (said.kind === 'failed') return said;
    const { videoUrl } = said.value;
    if (videoUrl === undefined) return toMedia(answered.value, bytesMax);
    return followVideo(api, videoUrl, bytesMax);
  });
}

/** Where the bytes are an answer in words: errors come as JSON, and from older servers as plain text. */
function readSaid(api: ApiCaller, answer: WireAnswer): ApiResult<{ readonly videoUrl?: string }> {
  const isJson = /^application\/json|^text\/json/i.test(answer.contentType);
  if (!isJson && !/^text\/plain/i.test(answer.contentType)) return { kind: 'ok', value: {} };
  const json = parseAnswer(answer.bytes);
  const failure = json === undefined ? undefined : failureIn(json, api.kind);
  if (failure !== undefined) return failure;
  // A customer's own file may be text or JSON: it comes with a name.
  if (answer.disposition !== undefined) return { kind: 'ok', value: {} };
  const videoUrl = textField(json, 'video_url');
  if (videoUrl !== undefined) return { kind: 'ok', value: { videoUrl } };
  return isJson ? unreadable('bad_answer', true) : { kind: 'ok', value: {} };
}

/** Once, without our token; over TLS, or at the account's own server. */
async function followVideo(
  api: ApiCaller,
  videoUrl: string,
  bytesMax: number,
): Promise<ApiResult<MediaBytes>> {
  if (!URL.canParse(videoUrl)) return contentFailure('video_url');
  const url = new URL(videoUrl);
  // WeChat's own servers were seen to name themselves by http; they answer https too.
  if (url.protocol === 'http:' && url.origin !== new URL(api.url('', {})).origin) {
    url.protocol = 'https:';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return contentFailure('video_url');
  const answered = await api.fetchBytes(url.href, bytesMax);
  if (answered.kind === 'failed') return answered;
  if (/json/i.test(answered.value.contentType)) return unreadable('video_url', true);
  return toMedia(answered.value, bytesMax);
}

function toMedia(answer: WireAnswer, bytesMax: number): ApiResult<MediaBytes> {
  if (answer.bytes.byteLength > bytesMax) return contentFailure('answer_too_large');
  if (answer.bytes.byteLength === 0) return unreadable('empty_media', true);
  const name = nameIn(answer.disposition);
  return {
    kind: 'ok',
    value: {
      bytes: answer.bytes,
      contentType: answer.contentType,
      ...(name === undefined ? {} : { name }),
    },
  };
}

/** The name in `attachment; filename="…"`: headers come as Latin-1, and WeChat writes UTF-8 into them. */
function nameIn(disposition: string | undefined): string | undefined {
  const encoded = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition ?? '')?.[1];
  if (encoded !== undefined) return cleanFileName(decode(encoded));
  const found = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition ?? '');
  const raw = found?.[1] ?? found?.[2];
  if (raw === undefined) return undefined;
  const text = new TextDecoder().decode(Buffer.from(raw, 'latin1'));
  // Some other encoding: no name is better than a broken one.
  return text.includes('\uFFFD') ? undefined : cleanFileName(text);
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}
