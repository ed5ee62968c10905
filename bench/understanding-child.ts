// One engine in a process of its own, so that time and memory are its own. Prints figures as JSON, never a text.
import { readExamples } from '../src/bot/understanding/read-examples.ts';
import { type Engine, openCareline, openNlpJs } from './understanding-engines.ts';
import { makeHomophones, pad } from './understanding-noise.ts';
import { type HeldOut, type Labelled, readHeldOut } from './understanding-set.ts';

const TIMED_PASSES = 3;
/** Said bare: nobody wraps a yes into a story. */
const BARE = new Set(['affirm', 'deny', 'greeting', 'thanks', 'goodbye', 'cancel', 'none']);

const before = process.memoryUsage().rss;
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
const engine = process.argv[2] === 'nlpjs' ? await openNlpJs(readExamples()) : await openCareline();
const first = performance.now();
await engine.rank('我的理赔到哪了');
const readyMs = performance.now() - startedAt;
const readyCpuMs = process.cpuUsage(cpuBefore).user / 1000;
const firstMs = performance.now() - first;
const rssMb = (process.memoryUsage().rss - before) / 1e6;
const set = readHeldOut();
console.log(
  JSON.stringify({ readyMs, readyCpuMs, firstMs, rssMb, ...(await measureAll(engine, set)) }),
);

async function measureAll(engine: Engine, { utterances, entities, now }: HeldOut) {
  const asked = utterances.filter(({ intent }) => intent !== 'none');
  const foreign = utterances.filter(({ intent }) => intent === 'none');
  const wishes = asked.filter(({ intent }) => !BARE.has(intent));
  const homophones = makeHomophones(readExamples().map(({ text }) => text));
  const noisy = (change: (row: Labelled, i: number) => string, rows = wishes) =>
    score(
      engine,
      rows.map((row, i) => ({ ...row, text: change(row, i) })),
    );
  const groups: Record<string, Figures> = {
    all: await score(engine, utterances),
    'in scope': await score(engine, asked),
    hard: await score(
      engine,
      utterances.filter(({ hard }) => hard === true),
    ),
    'out of scope': await score(engine, foreign),
    'wishes, clean': await score(engine, wishes),
    'wishes, padded': await noisy(({ text }, i) => pad(text, i)),
    'wishes, 20 % homophones': await noisy(({ text }) => homophones(text, 0.2)),
    'wishes, 40 % homophones': await noisy(({ text }) => homophones(text, 0.4)),
  };
  for (const hand of [...new Set(utterances.map((row) => row.hand))].sort()) {
    groups[`hand ${hand}`] = await score(
      engine,
      utterances.filter((row) => row.hand === hand),
    );
  }
  for (const intent of [...new Set(utterances.map((row) => row.intent))].sort()) {
    groups[`intent ${intent}`] = await score(
      engine,
      utterances.filter((row) => row.intent === intent),
    );
  }
  return {
    groups,
    entities: await scoreEntities(engine, entities, now),
    microseconds: await time(engine, utterances),
  };
}

interface Figures {
  readonly count: number;
  readonly right: number;
  readonly top3: number;
}

async function score(engine: Engine, rows: readonly Labelled[]): Promise<Figures> {
  let right = 0;
  let top3 = 0;
  for (const { text, intent, also = [] } of rows) {
    const accepted = [intent, ...also];
    const ranked = await engine.rank(text);
    if (accepted.includes(ranked[0] ?? '')) right += 1;
    if (ranked.slice(0, 3).some((guess) => accepted.includes(guess))) top3 += 1;
  }
  return { count: rows.length, right, top3 };
}

/** `exact`: every entity expected is there, to the letter, and none of its kind is missing. */
async function scoreEntities(engine: Engine, rows: HeldOut['entities'], now: Date) {
  let exact = 0;
  let values = 0;
  let valuesRight = 0;
  const missed: Record<string, number> = {};
  for (const { text, expect } of rows) {
    const found = await engine.entities(text, now);
    const wrong = Object.entries(expect).filter(([name, value]) => found[name] !== value);
    values += Object.keys(expect).length;
    valuesRight += Object.keys(expect).length - wrong.length;
    const extra = Object.keys(expect).length === 0 ? Object.keys(found) : [];
    if (wrong.length === 0 && extra.length === 0) exact += 1;
    for (const name of [...wrong.map(([key]) => key), ...extra]) {
      missed[name] = (missed[name] ?? 0) + 1;
    }
  }
  return { count: rows.length, exact, values, valuesRight, missed };
}

/** Microseconds of processor time: other work on the machine does not lengthen it as it does the clock's. */
async function time(engine: Engine, rows: readonly Labelled[]): Promise<number> {
  const from = process.cpuUsage();
  for (let pass = 0; pass < TIMED_PASSES; pass += 1) {
    for (const { text } of rows) await engine.understand(text);
  }
  return process.cpuUsage(from).user / (rows.length * TIMED_PASSES);
}
