import { nameOfFeature, SOUND } from './units.ts';

/** The features of one text by index, with their weights; indices are those of a vocabulary. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** How a sound counts beside a character: it tells less apart, and twins with it. */
const SOUND_SHARE = 0.7;

/** What a vocabulary is made of: the same entries make the same vocabulary. */
export interface VocabularyEntries {
  readonly features: readonly number[];
  /** How much each of `features` tells. */
  readonly idf: Float32Array;
}

/** Features that fewer than `documentsMin` texts have tell nothing that others would share, and are left out. */
export function learnVocabulary(
  texts: readonly (readonly number[])[],
  documentsMin: number,
): VocabularyEntries {
  const features: number[] = [];
  const documents: number[] = [];
  for (const [feature, count] of countDocuments(texts)) {
    if (count < documentsMin) continue;
    features.push(feature);
    documents.push(count);
  }
  const idf = Float32Array.from(documents, (count, i) => {
    const share = nameOfFeature(features[i] ?? 0).startsWith(SOUND) ? SOUND_SHARE : 1;
    return share * (Math.log((1 + texts.length) / (1 + count)) + 1);
  });
  return { features, idf };
}

/** Which features are known, and how much each tells (TF-IDF, length 1). */
export class Vocabulary {
  private readonly indexOf: ReadonlyMap<number, number>;
  private readonly features: readonly number[];
  private readonly idf: Float32Array;
  /** How often each feature is in the text at hand; all zero in between. */
  private readonly counts: Uint16Array;

  constructor({ features, idf }: VocabularyEntries) {
    this.indexOf = new Map(features.map((feature, index) => [feature, index]));
    this.features = features;
    this.idf = idf;
    this.counts = new Uint16Array(features.length);
  }

  get size(): number {
    return this.features.length;
  }

  nameOf(index: number): string {
    return nameOfFeature(this.features[index] ?? 0);
  }

  /** Features that training never saw are left out. */
  vectorOf(features: readonly number[]): SparseVector {
    const { counts, idf, indexOf } = this;
    const found: number[] = [];
    for (const feature of features) {
      const index = indexOf.get(feature);
      if (index === undefined) continue;
      const count = counts[index] ?? 0;
      if (count === 0) found.push(index);
      counts[index] = count + 1;
    }
    const indices = new Int32Array(found);
    const values = new Float32Array(indices.length);
    let squares = 0;
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i] ?? 0;
      const count = counts[index] ?? 1;
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * (idf[index] ?? 0);
      counts[index] = 0;
      values[i] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / length;
    return { indices, values };
  }
}

/** In how many texts each feature is, in the order in which they are met. */
function countDocuments(texts: readonly (readonly number[])[]): Iterable<[number, number]> {
  const places = new Map<number, number>();
  const features: number[] = [];
  const documents: number[] = [];
  const last: number[] = [];
  for (const [n, found] of texts.entries()) {
    for (const feature of found) {
      const place = places.get(feature);
      if (place === undefined) {
        places.set(feature, features.length);
        features.push(feature);
        documents.push(1);
        last.push(n);
      } else if (last[place] !== n) {
        documents[place] = (documents[place] ?? 0) + 1;
        last[place] = n;
      }
    }
  }
  return features.map((feature, place): [number, number] => [feature, documents[place] ?? 0]);
}
