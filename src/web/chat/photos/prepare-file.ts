import type { OutgoingFile } from '../state/model.ts';
import { isPicture } from './check-files.ts';

/** Enough to read a plate and a scratch; a phone's 12 megapixels are 4,000 pixels wide. */
const SIDE_PIXELS_MAX = 2560;
const JPEG_QUALITY = 0.85;
/** Not worth a second compression. */
const SMALL_BYTES = 700_000;

/** Makes a picked file ready to send: a big photo smaller, everything else as it is. Never rejects. */
export async function prepareFile(file: File): Promise<OutgoingFile> {
  if (!isPicture(file)) {
    return { name: file.name, contentType: file.type || 'application/pdf', blob: file };
  }
  const smaller = await shrink(file);
  const blob = smaller ?? file;
  return {
    name: smaller === undefined ? file.name : withJpegEnding(file.name),
    contentType: blob.type || 'image/jpeg',
    blob,
    previewUrl: URL.createObjectURL(blob),
  };
}

/** Undefined when the original should go: already small, not decodable here, an animation, no gain. */
async function shrink(file: File): Promise<Blob | undefined> {
  if (file.type === 'image/gif') return undefined;
  try {
    const image = await decode(file);
    const scale = Math.min(1, SIDE_PIXELS_MAX / Math.max(image.naturalWidth, image.naturalHeight));
    const isReadableEverywhere = /^image\/(jpeg|png|webp)$/.test(file.type);
    if (isReadableEverywhere && scale === 1 && file.size <= SMALL_BYTES) return undefined;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    // Transparent screenshots would turn black in a JPEG.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await toJpeg(canvas);
    const isGain = blob !== null && (blob.size < file.size || !isReadableEverywhere);
    return isGain ? blob : undefined;
  } catch {
    return undefined;
  }
}

/** An `img` element turns the picture the way its EXIF orientation says, before we draw it. */
async function decode(file: File): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function toJpeg(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
}

function withJpegEnding(name: string): string {
  return `${name.replace(/\.[A-Za-z0-9]{1,5}$/, '') || 'photo'}.jpg`;
}
