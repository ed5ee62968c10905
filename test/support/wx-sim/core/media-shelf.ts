import { DAY_MS } from '../../../../src/lib/clock.ts';
import type { Timers } from './timers.ts';

export type MediaType = 'image' | 'voice' | 'video' | 'file' | 'thumb';

export interface Media {
  readonly id: string;
  readonly type: MediaType;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly createdAt: Date;
}

/** What was uploaded and what customers sent, for three days. */
export interface MediaShelf {
  put(media: Omit<Media, 'id' | 'createdAt'>): Media;
  /** Undefined when there is none, it is lost or older than three days. */
  get(id: string): Media | undefined;
  /** Whatever its age: what the phone shows. */
  peek(id: string): Media | undefined;
  lose(id: string): void;
}

const LIFE_MS = 3 * DAY_MS;
const MEGABYTE = 1_048_576;

export function makeMediaShelf(timers: Timers): MediaShelf {
  const shelf = new Map<string, Media>();
  const lost = new Set<string>();
  return {
    put: (media) => {
      const id = `MEDIA-${String(shelf.size + 1)}-${media.type}_zFl`;
      const kept = { ...media, id, createdAt: timers.now() };
      shelf.set(id, kept);
      return kept;
    },
    get: (id) => {
      const media = shelf.get(id);
      if (media === undefined || lost.has(id)) return undefined;
      return timers.now().getTime() - media.createdAt.getTime() < LIFE_MS ? media : undefined;
    },
    peek: (id) => shelf.get(id),
    lose: (id) => void lost.add(id),
  };
}

type Form = 'jpeg' | 'png' | 'gif' | 'amr' | 'mp3' | 'mp4' | 'other';

/** By the first bytes, as WeChat looks at what is sent and not at its name. */
export function formOf(bytes: Uint8Array): Form {
  const head = Buffer.from(bytes.subarray(0, 12));
  if (head[0] === 0xff && head[1] === 0xd8) return 'jpeg';
  if (head.subarray(1, 4).toString('latin1') === 'PNG') return 'png';
  if (head.subarray(0, 4).toString('latin1') === 'GIF8') return 'gif';
  if (head.subarray(0, 5).toString('latin1') === '#!AMR') return 'amr';
  if (head.subarray(4, 8).toString('latin1') === 'ftyp') return 'mp4';
  const isMpeg = head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0;
  return isMpeg || head.subarray(0, 3).toString('latin1') === 'ID3' ? 'mp3' : 'other';
}

const CONTENT_TYPES: Readonly<Record<Form, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  amr: 'voice/amr',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  other: 'application/octet-stream',
};

export const contentTypeOf = (bytes: Uint8Array): string => CONTENT_TYPES[formOf(bytes)];

interface MediaRule {
  readonly bytesMax: number;
  /** Absent: any. */
  readonly forms?: readonly Form[];
}

/** wechat.md 3.8 and 4.5. */
export const MEDIA_RULES: Readonly<
  Record<'official-account' | 'kf', Readonly<Record<string, MediaRule>>>
> = {
  'official-account': {
    image: { bytesMax: 10 * MEGABYTE, forms: ['jpeg', 'png', 'gif'] },
    voice: { bytesMax: 2 * MEGABYTE, forms: ['amr', 'mp3'] },
    video: { bytesMax: 10 * MEGABYTE, forms: ['mp4'] },
    thumb: { bytesMax: 64 * 1_024, forms: ['jpeg'] },
  },
  kf: {
    image: { bytesMax: 10 * MEGABYTE, forms: ['jpeg', 'png'] },
    voice: { bytesMax: 2 * MEGABYTE, forms: ['amr'] },
    video: { bytesMax: 10 * MEGABYTE, forms: ['mp4'] },
    file: { bytesMax: 20 * MEGABYTE },
  },
};
