import { SECOND_MS } from '../../../../src/lib/clock.ts';
import { type ApiAnswer, type ApiCall, type ApiRoutes, bare, failed } from './api-answer.ts';
import { contentTypeOf, formOf, MEDIA_RULES, type MediaType } from './media-shelf.ts';
import type { SimCore } from './sim-core.ts';

const MEDIA_TYPES: readonly MediaType[] = ['image', 'voice', 'video', 'file', 'thumb'];
const BYTES_MIN = 6;

/** Upload and download, which both protocols have, with their own limits. */
export function mediaRoutes(core: SimCore, channel: 'official-account' | 'kf'): ApiRoutes {
  return {
    'POST /cgi-bin/media/upload': (call) => upload(core, channel, call),
    'GET /cgi-bin/media/get': (call) => download(core, channel, call),
  };
}

async function upload(
  core: SimCore,
  channel: 'official-account' | 'kf',
  call: ApiCall,
): Promise<ApiAnswer> {
  const rule = MEDIA_RULES[channel][call.query['type'] ?? ''];
  const type = MEDIA_TYPES.find((one) => one === call.query['type']);
  if (rule === undefined || type === undefined) return failed(40_004, 'invalid media type');
  const file = await fileOf(call);
  if (file === undefined) return failed(41_005, 'media data missing');
  if (file.bytes.length > rule.bytesMax) return failed(40_006, 'invalid file size');
  if (channel === 'kf' && file.bytes.length < BYTES_MIN) return failed(40_006, 'too small');
  const form = formOf(file.bytes);
  if (rule.forms?.includes(form) === false) return failed(40_005, `invalid file type ${form}`);
  const media = core.media.put({ ...file, type, contentType: contentTypeOf(file.bytes) });
  const createdAt = Math.floor(media.createdAt.getTime() / SECOND_MS);
  if (channel === 'kf') {
    const head = { errcode: 0, errmsg: 'ok' };
    return bare({ ...head, type, media_id: media.id, created_at: String(createdAt) });
  }
  const name = type === 'thumb' ? 'thumb_media_id' : 'media_id';
  return bare({ type, [name]: media.id, created_at: createdAt, item: [] });
}

/** The field is called `media` and has a file name: puppets that call it otherwise are refused (wechat.md 3.8). */
async function fileOf(
  call: ApiCall,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
  try {
    const headers = { 'content-type': call.contentType };
    const form = await new Response(new Uint8Array(call.raw), { headers }).formData();
    const media = form.get('media');
    if (media === null || typeof media === 'string' || media.name === '') return undefined;
    return { name: media.name, bytes: new Uint8Array(await media.arrayBuffer()) };
  } catch {
    return undefined;
  }
}

function download(core: SimCore, channel: 'official-account' | 'kf', call: ApiCall): ApiAnswer {
  const id = call.query['media_id'] ?? '';
  const media = core.media.get(id);
  if (media === undefined) return failed(40_007, 'invalid media_id');
  if (channel === 'official-account' && media.type === 'video') {
    return bare({ video_url: `${core.baseUrl()}/sim/media/${encodeURIComponent(id)}` });
  }
  return { kind: 'bytes', bytes: media.bytes, contentType: media.contentType, name: media.name };
}
