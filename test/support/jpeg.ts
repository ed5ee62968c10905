import type { Page } from 'playwright-core';

/** A photo drawn in the browser: sky, road and a car's shape, with noise so that it is as big as a real one. */
export async function drawJpeg(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([w, h]) => {
      const canvas = document.createElement('canvas');
      canvas.width = w;
      canvas.height = h;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      const sky = context.createLinearGradient(0, 0, 0, h);
      sky.addColorStop(0, '#8fb7e8');
      sky.addColorStop(0.55, '#e6eef7');
      sky.addColorStop(0.56, '#6d7279');
      sky.addColorStop(1, '#45494f');
      context.fillStyle = sky;
      context.fillRect(0, 0, w, h);
      for (let dot = 0; dot < 60_000; dot += 1) {
        context.fillStyle = `rgba(${(dot * 7) % 255},${(dot * 13) % 255},${(dot * 29) % 255},.25)`;
        context.fillRect((dot * 7919) % w, (dot * 104_729) % h, 9, 9);
      }
      context.fillStyle = '#b3261e';
      context.fillRect(w * 0.2, h * 0.5, w * 0.6, h * 0.18);
      context.fillRect(w * 0.32, h * 0.38, w * 0.34, h * 0.14);
      context.fillStyle = '#15181c';
      for (const x of [0.32, 0.68]) {
        context.beginPath();
        context.arc(w * x, h * 0.69, h * 0.07, 0, 7);
        context.fill();
      }
      return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? '';
    },
    [width, height] as const,
  );
  return Buffer.from(base64, 'base64');
}

/** The same JPEG as a phone held upright stores it: EXIF orientation 6, to be shown turned by 90 degrees. */
export function turnedByExif(jpeg: Buffer): Buffer {
  const tiff = Buffer.from('4d4d002a000000080001011200030000000100060000' + '00000000', 'hex');
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const header = Buffer.from([0xff, 0xe1, 0, 0]);
  header.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), header, body, jpeg.subarray(2)]);
}

/** Width and height from a JPEG's frame header, in pixels. */
export function jpegSize(jpeg: Buffer): { readonly width: number; readonly height: number } {
  let at = 2;
  while (at < jpeg.length) {
    const marker = jpeg.readUInt16BE(at);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
    }
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  throw new Error('no frame header: not a JPEG');
}
