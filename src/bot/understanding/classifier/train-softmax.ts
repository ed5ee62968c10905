import { seeded } from './seeded.ts';
import type { SparseVector } from './vocabulary.ts';

/** A linear model: weights of feature f for class c at `f * classes + c`, those of the bias last. */
export interface SoftmaxModel {
  readonly classes: number;
  readonly weights: Float32Array;
}

export interface Sample {
  readonly vector: SparseVector;
  readonly label: number;
  /** How much it counts; 1 for what somebody really said. */
  readonly weight: number;
}

const EPOCHS = 4;
const RATE = 0.4;
const SQUARES_START = 0.01;
const BIAS = 0.3;
/** The share of certainty that every other class keeps: fewer boasts, better on strangers' words. */
const SMOOTHING = 0.15;
/** How far a rare class is made to count as much as a common one: 0 not, 1 wholly. */
const BALANCE = 0.5;
const ERROR_MIN = 0.02;
/** An error this small is learnt well enough to sit out one epoch. */
const EASY = 0.15;
const SEED = 7;

/**
 * Softmax regression by AdaGrad. Deterministic: the same samples in the same order give the same weights. A
 * class whose error on a sample is next to nothing is not touched, which saves most of the work.
 */
export function trainSoftmax(
  samples: readonly Sample[],
  { classes, features }: { readonly classes: number; readonly features: number },
): SoftmaxModel {
  const weights = new Float32Array((features + 1) * classes);
  const squares = new Float32Array(weights.length).fill(SQUARES_START);
  const model = { classes, weights };
  const importance = importanceOf(samples, classes);
  const order = Uint32Array.from(samples.keys());
  const random = seeded(SEED);
  const errors = new Float64Array(classes);
  const wrong = new Uint8Array(classes);
  const rests = new Uint8Array(samples.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const n of order) {
      const sample = samples[n];
      if (sample === undefined) continue;
      if (rests[n] === 1) {
        rests[n] = 0;
        continue;
      }
      const { vector, label, weight } = sample;
      probabilities(model, vector, errors);
      const count = toErrors(
        errors,
        { label, importance: weight * (importance[label] ?? 1) },
        wrong,
      );
      if (Math.abs(errors[label] ?? 0) < EASY) rests[n] = 1;
      learn({ model, squares, errors, wrong: wrong.subarray(0, count) }, vector);
    }
  }
  return model;
}

interface Lesson {
  readonly model: SoftmaxModel;
  readonly squares: Float32Array;
  /** Of each class. */
  readonly errors: Float64Array;
  /** The classes to learn for. */
  readonly wrong: Uint8Array;
}

/** Moves the weights of the classes that are wrong against their errors. */
function learn(
  { model: { weights, classes }, squares, errors, wrong }: Lesson,
  { indices, values }: SparseVector,
): void {
  const count = wrong.length;
  for (let i = 0; i <= indices.length; i++) {
    const isBias = i === indices.length;
    const base = isBias ? weights.length - classes : (indices[i] ?? 0) * classes;
    const value = isBias ? BIAS : (values[i] ?? 0);
    for (let n = 0; n < count; n++) {
      const k = wrong[n] ?? 0;
      const gradient = (errors[k] ?? 0) * value;
      const sum = (squares[base + k] ?? 0) + gradient * gradient;
      squares[base + k] = sum;
      weights[base + k] = (weights[base + k] ?? 0) - (RATE * gradient) / Math.sqrt(sum);
    }
  }
}

/** Writes the probability of each class for a vector into `out`. */
export function probabilities(
  { classes, weights }: SoftmaxModel,
  { indices, values }: SparseVector,
  out: Float64Array,
): void {
  const bias = weights.length - classes;
  for (let k = 0; k < classes; k++) out[k] = (weights[bias + k] ?? 0) * BIAS;
  let i = 0;
  // Four features at a time: most of the work of training is here, and this saves most reads and writes of `out`.
  for (; i + 3 < indices.length; i += 4) {
    const a = (indices[i] ?? 0) * classes;
    const b = (indices[i + 1] ?? 0) * classes;
    const c = (indices[i + 2] ?? 0) * classes;
    const d = (indices[i + 3] ?? 0) * classes;
    const va = values[i] ?? 0;
    const vb = values[i + 1] ?? 0;
    const vc = values[i + 2] ?? 0;
    const vd = values[i + 3] ?? 0;
    for (let k = 0; k < classes; k++) {
      out[k] =
        (out[k] ?? 0) +
        (weights[a + k] ?? 0) * va +
        (weights[b + k] ?? 0) * vb +
        (weights[c + k] ?? 0) * vc +
        (weights[d + k] ?? 0) * vd;
    }
  }
  for (; i < indices.length; i++) {
    const base = (indices[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let k = 0; k < classes; k++) out[k] = (out[k] ?? 0) + (weights[base + k] ?? 0) * value;
  }
  let max = Number.NEGATIVE_INFINITY;
  for (const score of out) max = Math.max(max, score);
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    const odds = Math.exp((out[k] ?? 0) - max);
    out[k] = odds;
    sum += odds;
  }
  for (let k = 0; k < classes; k++) out[k] = (out[k] ?? 0) / sum;
}

/** Turns probabilities into errors, and says how many classes were worth writing into `wrong`. */
function toErrors(
  out: Float64Array,
  { label, importance }: { readonly label: number; readonly importance: number },
  wrong: Uint8Array,
): number {
  const share = SMOOTHING / out.length;
  let count = 0;
  for (let k = 0; k < out.length; k++) {
    const target = share + (k === label ? 1 - SMOOTHING : 0);
    const error = ((out[k] ?? 0) - target) * importance;
    out[k] = error;
    if (Math.abs(error) >= ERROR_MIN) wrong[count++] = k;
  }
  return count;
}

function importanceOf(samples: readonly Sample[], classes: number): readonly number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const { label } of samples) counts[label] = (counts[label] ?? 0) + 1;
  return counts.map((count) => (samples.length / classes / Math.max(count, 1)) ** BALANCE);
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
}
