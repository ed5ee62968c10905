import encodeQr from 'qr';

/** An SVG that draws `text` as a QR code: black squares on nothing, two squares of margin, no script and no style. */
export function drawQr(text: string): string {
  return encodeQr(text, 'svg', { ecc: 'medium' });
}
