/** Things to send for whoever has none at hand. Each resolves to base64, as `POST /sim/act` takes bytes. */

/** A damaged car on a road, drawn here. */
export async function samplePhoto() {
  const canvas = document.createElement('canvas');
  canvas.width = 960;
  canvas.height = 720;
  drawAccident(canvas.getContext('2d'), canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', 0.88).split(',')[1];
}

function drawAccident(pen, w, h) {
  const sky = pen.createLinearGradient(0, 0, 0, h * 0.55);
  sky.addColorStop(0, '#9fb8d4');
  sky.addColorStop(1, '#e8eef4');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, w, h);
  pen.fillStyle = '#b9c4c0';
  for (let at = 0; at < 9; at += 1) {
    const tall = h * (0.12 + ((at * 37) % 17) / 90);
    pen.fillRect(at * w * 0.12 - 20, h * 0.52 - tall, w * 0.09, tall);
  }
  pen.fillStyle = '#54585e';
  pen.fillRect(0, h * 0.52, w, h * 0.48);
  pen.strokeStyle = '#e9e4d2';
  pen.lineWidth = 10;
  pen.setLineDash([70, 50]);
  pen.beginPath();
  pen.moveTo(0, h * 0.9);
  pen.lineTo(w, h * 0.84);
  pen.stroke();
  pen.setLineDash([]);
  drawCar(pen, { x: w * 0.06, y: h * 0.44, size: w * 0.42, colour: '#f1f2f4' });
  drawCar(pen, { x: w * 0.46, y: h * 0.46, size: w * 0.48, colour: '#a8322b' });
  // Where they met.
  pen.strokeStyle = '#2b2e33';
  pen.lineWidth = 4;
  for (let at = 0; at < 9; at += 1) {
    pen.beginPath();
    pen.moveTo(w * 0.475 + at * 3, h * (0.6 + at * 0.012));
    pen.lineTo(w * 0.5 + at * 6, h * (0.585 + ((at * 5) % 7) * 0.012));
    pen.stroke();
  }
  pen.fillStyle = '#f08a24';
  pen.beginPath();
  pen.moveTo(w * 0.36, h * 0.93);
  pen.lineTo(w * 0.39, h * 0.8);
  pen.lineTo(w * 0.42, h * 0.93);
  pen.fill();
}

function drawCar(pen, { x, y, size, colour }) {
  const tall = size * 0.38;
  pen.fillStyle = 'rgba(20, 22, 26, 0.35)';
  pen.beginPath();
  pen.ellipse(x + size / 2, y + tall * 1.06, size * 0.5, tall * 0.12, 0, 0, 7);
  pen.fill();
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(x, y + tall * 0.42, size, tall * 0.5, size * 0.06);
  pen.fill();
  pen.beginPath();
  pen.moveTo(x + size * 0.16, y + tall * 0.46);
  pen.lineTo(x + size * 0.3, y + tall * 0.06);
  pen.lineTo(x + size * 0.72, y + tall * 0.06);
  pen.lineTo(x + size * 0.86, y + tall * 0.46);
  pen.fill();
  pen.fillStyle = '#39424d';
  pen.beginPath();
  pen.moveTo(x + size * 0.22, y + tall * 0.44);
  pen.lineTo(x + size * 0.33, y + tall * 0.14);
  pen.lineTo(x + size * 0.69, y + tall * 0.14);
  pen.lineTo(x + size * 0.8, y + tall * 0.44);
  pen.fill();
  for (const part of [0.22, 0.78]) {
    pen.fillStyle = '#17191d';
    pen.beginPath();
    pen.arc(x + size * part, y + tall * 0.94, size * 0.085, 0, 7);
    pen.fill();
    pen.fillStyle = '#8d949c';
    pen.beginPath();
    pen.arc(x + size * part, y + tall * 0.94, size * 0.04, 0, 7);
    pen.fill();
  }
}

/** What WeChat itself would hand on as it is. */
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/gif'];

/** A photo of this machine; one of a kind that WeChat does not know is made a JPEG, as phones do. */
export async function photoOf(file) {
  if (PHOTO_TYPES.includes(file.type)) return await base64Of(file);
  const image = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
}

export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).split(',')[1]);
    reader.readAsDataURL(file);
  });
}

const bytesOf = (...parts) => base64Of(new Blob(parts));

/** Two seconds of silence in AMR: a hundred frames without speech. */
export const sampleVoice = () =>
  bytesOf(
    '#!AMR\n',
    new Uint8Array(100 * 13).map((_, at) => (at % 13 === 0 ? 0x0c : 0)),
  );

/** The head of an MP4 file: what decides that it is one. */
export const sampleVideo = () =>
  bytesOf(
    new Uint8Array([0, 0, 0, 24]),
    'ftypisom',
    new Uint8Array([0, 0, 2, 0]),
    'isommp42',
    new Uint8Array([0, 0, 0, 8]),
    'mdat',
  );

/** One empty page. */
export const sampleFile = () =>
  bytesOf(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  );
