import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Log } from '../../lib/log.ts';
import { ROOT } from '../../lib/root.ts';
import {
  type Classifier,
  type Example,
  makeClassifier,
  trainClassifier,
  trainModel,
} from './classifier/classifier.ts';
import { fingerprintOf } from './classifier/fingerprint.ts';
import { decodeModel, encodeModel } from './classifier/model-file.ts';
import { readExamples } from './read-examples.ts';

/** Where `npm run build` leaves what was learnt. */
const FILE = join(ROOT, 'dist/trained-model.bin');

/** What a file of `storeClassifier` is good for: stale is one of another corpus or of other code. */
export type Stored =
  | { readonly kind: 'ready'; readonly classifier: Classifier }
  | { readonly kind: 'absent' | 'stale' | 'damaged' };

/**
 * The classifier of the corpus beside the flows: read from what the build left in some 50 milliseconds, or trained in
 * about a second where that is absent or of no use. Both tell the same, to the last bit.
 */
export function openClassifier({
  log,
  file = FILE,
  examples = readExamples(),
}: {
  readonly log: Log;
  readonly file?: string;
  readonly examples?: readonly Example[];
}): Classifier {
  const stored = readClassifier(file, examples);
  if (stored.kind === 'ready') return stored.classifier;
  if (stored.kind !== 'absent') {
    log.warn({ file, found: stored.kind }, 'the trained classifier is of no use; training anew');
  }
  return trainClassifier(examples);
}

/** The classifier in a file, when it is of these examples and the code at hand. */
export function readClassifier(file: string, examples: readonly Example[]): Stored {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { kind: 'absent' };
  }
  const stored = decodeModel(bytes, fingerprintOf(examples));
  if (stored.kind !== 'model') return stored;
  return { kind: 'ready', classifier: makeClassifier(stored.model) };
}

/** Learns and keeps what was learnt in a file, whole or not at all: others may be reading it. */
export function storeClassifier(file = FILE, examples = readExamples()): Classifier {
  const model = trainModel(examples);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, encodeModel(model, fingerprintOf(examples)));
  renameSync(draft, file);
  return makeClassifier(model);
}
