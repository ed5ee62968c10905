import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TrainedModel } from './classifier.ts';
import { idOf, idsIn, nameOf, pairOf } from './units.ts';

/** Of SHA-256, over everything behind it. */
const SUM_BYTES = 32;
/** Of a fingerprint in hexadecimal digits. */
const FINGERPRINT_BYTES = 64;
const HEAD_AT = FINGERPRINT_BYTES + 4;
/** Numbers lie at multiples of it, so that they are read where they are. */
const NUMBER_BYTES = 4;

const header = z.object({
  intents: z.array(z.string()).min(1),
  /** Numbers of names hold for one process only: what the features are made of, each at its place. */
  names: z.array(z.string()),
  features: z.number().int().nonnegative(),
});

/** What a file of `encodeModel` holds. */
export type StoredModel =
  | { readonly kind: 'model'; readonly model: TrainedModel }
  /** Made from other examples or by other code. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'damaged' };

/** A model as bytes: a checksum, the fingerprint, a header, and, in this machine's byte order, features, IDF, weights. */
export function encodeModel(
  { intents, entries, softmax }: TrainedModel,
  fingerprint: string,
): Uint8Array {
  const names = [''];
  const places = new Map([[0, 0]]);
  const placeOf = (id: number): number => {
    const place = places.get(id) ?? names.push(nameOf(id)) - 1;
    places.set(id, place);
    return place;
  };
  const features = Uint32Array.from(entries.features, (feature) => {
    const [first, last] = idsIn(feature);
    return pairOf(placeOf(first), placeOf(last));
  });
  const text = Buffer.from(JSON.stringify({ intents, names, features: features.length }));
  const gap = Buffer.alloc((NUMBER_BYTES - (text.length % NUMBER_BYTES)) % NUMBER_BYTES, ' ');
  const length = Buffer.alloc(HEAD_AT - FINGERPRINT_BYTES);
  length.writeUInt32LE(text.length + gap.length);
  const body = Buffer.concat([
    ...[Buffer.from(fingerprint), length, text, gap],
    ...[features, entries.idf, softmax.weights].map((numbers) => new Uint8Array(numbers.buffer)),
  ]);
  return Buffer.concat([sumOf(body), body]);
}

/** Reads what `encodeModel` wrote; the bytes may be anything. */
export function decodeModel(bytes: Uint8Array, fingerprint: string): StoredModel {
  const body = bytes.subarray(SUM_BYTES);
  if (!sumOf(body).equals(bytes.subarray(0, SUM_BYTES))) return { kind: 'damaged' };
  // Before anything is taken for what this code would have written.
  const madeFrom = Buffer.from(body.subarray(0, FINGERPRINT_BYTES)).toString();
  if (madeFrom !== fingerprint) return { kind: 'stale' };
  // A copy begins at the first byte of its memory, which arrays of numbers ask for.
  const { buffer } = new Uint8Array(body);
  const length = new DataView(buffer).getUint32(FINGERPRINT_BYTES, true);
  const end = HEAD_AT + length;
  const head = header.parse(JSON.parse(Buffer.from(buffer, HEAD_AT, length).toString()));
  const classes = head.intents.length;
  const ids = head.names.map((name) => (name === '' ? 0 : idOf(name)));
  const idfAt = end + head.features * NUMBER_BYTES;
  const features = Array.from(new Uint32Array(buffer, end, head.features), (feature) => {
    const [first, last] = idsIn(feature);
    return pairOf(ids[first] ?? 0, ids[last] ?? 0);
  });
  const idf = new Float32Array(buffer, idfAt, head.features);
  const weights = new Float32Array(
    buffer,
    idfAt + head.features * NUMBER_BYTES,
    (head.features + 1) * classes,
  );
  const model = {
    intents: head.intents,
    entries: { features, idf },
    softmax: { classes, weights },
  };
  return { kind: 'model', model };
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
