import type { WechatKind } from '../../../../domain/wechat/account.ts';
import type { MediaUpload } from './api.ts';

const MEGABYTE = 1_048_576;

/** What one kind of file may be: bytes, and the types with the ending that WeChat tells them by. */
interface MediaRule {
  readonly bytesMax: number;
  /** Absent: any. */
  readonly endings?: Readonly<Record<string, string>>;
}

const JPEG = { 'image/jpeg': 'jpg', 'image/jpg': 'jpg' } as const;
const PNG = { 'image/png': 'png' } as const;
const AMR = { 'audio/amr': 'amr' } as const;
const MP4 = { 'video/mp4': 'mp4' } as const;

/** wechat.md 3.8 and 4.5; an Official Account has no files. That a voice lasts at most 60 s its size has to say. */
const RULES: Readonly<
  Record<WechatKind, Readonly<Partial<Record<MediaUpload['media'], MediaRule>>>>
> = {
  'official-account': {
    image: { bytesMax: 10 * MEGABYTE, endings: { ...JPEG, ...PNG, 'image/gif': 'gif' } },
    voice: {
      bytesMax: 2 * MEGABYTE,
      endings: { ...AMR, 'audio/mpeg': 'mp3', 'audio/mp3': 'mp3' },
    },
    video: { bytesMax: 10 * MEGABYTE, endings: MP4 },
  },
  kf: {
    image: { bytesMax: 10 * MEGABYTE, endings: { ...JPEG, ...PNG } },
    voice: { bytesMax: 2 * MEGABYTE, endings: AMR },
    video: { bytesMax: 10 * MEGABYTE, endings: MP4 },
    file: { bytesMax: 20 * MEGABYTE },
  },
};

/** WeCom takes nothing shorter, and nobody has a picture that is. */
const BYTES_MIN = 6;
/** A multipart name longer than this is cut by nobody but us. */
const NAME_CHARACTERS_MAX = 100;

/** The name that a file is uploaded under, or why WeChat would not take it. */
export type MediaCheck =
  | { readonly kind: 'ok'; readonly name: string; readonly contentType: string }
  | {
      readonly kind: 'refused';
      readonly reason: 'media_kind' | 'media_type' | 'media_too_large' | 'media_too_small';
    };

/** Says whether an account of this kind can send a file. */
export function checkUpload(kind: WechatKind, upload: MediaUpload): MediaCheck {
  const rule = RULES[kind][upload.media];
  if (rule === undefined) return { kind: 'refused', reason: 'media_kind' };
  const contentType = upload.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const ending = rule.endings?.[contentType];
  if (rule.endings !== undefined && ending === undefined) {
    return { kind: 'refused', reason: 'media_type' };
  }
  if (upload.bytes.byteLength > rule.bytesMax)
    return { kind: 'refused', reason: 'media_too_large' };
  if (upload.bytes.byteLength < BYTES_MIN) return { kind: 'refused', reason: 'media_too_small' };
  return { kind: 'ok', name: nameFor(upload, ending), contentType };
}

/** WeChat reads the type from the ending: `photo` of a JPEG becomes `photo.jpg`. */
function nameFor(upload: MediaUpload, ending: string | undefined): string {
  const name = cleanFileName(upload.name) ?? upload.media;
  if (ending === undefined || name.toLowerCase().endsWith(`.${ending}`)) return name;
  if (ending === 'jpg' && name.toLowerCase().endsWith('.jpeg')) return name;
  return `${name}.${ending}`;
}

/** Parts of paths, control characters and quotes: nothing that a name needs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
const NOT_IN_NAMES = /[\u0000-\u001f\u007f"<>:|?*]|\p{Surrogate}/gu;

/** The last part of a name without what is dangerous in one; its end, with the ending, when it is long. */
export function cleanFileName(name: string): string | undefined {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(NOT_IN_NAMES, '').replace(/^\.+/, '').trim();
  if (clean === '') return undefined;
  return [...clean].slice(-NAME_CHARACTERS_MAX).join('');
}
