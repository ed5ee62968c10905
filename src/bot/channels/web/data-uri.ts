/** A data: URI this short stays where it is: a file and a request for it would cost more. In characters. */
const INLINE_MAX = 2_048;

const DATA_URI = /^data:([a-z]+\/[a-z0-9.+-]+);base64,([A-Za-z0-9+/=\s]+)$/;
const SIGNATURES = [
  { contentType: 'image/jpeg', starts: 'ffd8ff' },
  { contentType: 'image/png', starts: '89504e470d0a1a0a' },
  { contentType: 'image/gif', starts: '47494638' },
  { contentType: 'image/webp', starts: '52494646' },
] as const;

export interface DecodedImage {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The raster image of a data: URI, by its first bytes and not by what it claims; otherwise undefined. */
export function decodeImage(uri: string): DecodedImage | undefined {
  const base64 = DATA_URI.exec(uri)?.[2];
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  const start = bytes.subarray(0, 8).toString('hex');
  const found = SIGNATURES.find((signature) => start.startsWith(signature.starts));
  return found && { contentType: found.contentType, bytes };
}

/** True for a data: URI of a raster image that is handed on as it is: the stock client's tests send such. */
export function mayStayInline(uri: string): boolean {
  return uri.length <= INLINE_MAX && /^data:image\/(png|jpe?g|gif|webp);/.test(uri);
}
