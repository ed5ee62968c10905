import { fileTypeFromBuffer } from 'file-type';

/** What may be uploaded, by content: photos, documents, and what phones record. */
const ALLOWED: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/heic',
  'image/heif',
  'application/pdf',
  'audio/mp4',
  'audio/x-m4a',
  'audio/amr',
  'audio/mpeg',
  'video/mp4',
  'video/quicktime',
  'video/webm',
]);
const NAME_LENGTH_MAX = 200;

export interface SniffedFile {
  readonly name: string;
  /** What the bytes are, not what somebody says. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file with the type that its bytes have; undefined when that is not an allowed one, whatever its name. */
export async function sniffFile(name: string, bytes: Uint8Array): Promise<SniffedFile | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  if (found === undefined || !ALLOWED.has(found.mime)) return undefined;
  return { name: cleanName(name), contentType: found.mime, bytes };
}

/** The last part of a path without control characters; browsers escape quotes in multipart names. */
function cleanName(name: string): string {
  const unescaped = name.replace(/%22/g, '"').replace(/%0[AD]/gi, ' ');
  const base =
    unescaped
      .replace(/\p{Cc}/gu, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  return Array.from(base).slice(0, NAME_LENGTH_MAX).join('') || 'file';
}
