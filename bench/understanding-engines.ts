import { createRequire } from 'node:module';
import { type Example, trainClassifier } from '../src/bot/understanding/classifier/classifier.ts';
import { readExamples } from '../src/bot/understanding/read-examples.ts';
import { makeUnderstanding } from '../src/compose/understanding.ts';
import { allFlows } from '../src/flows/all-flows.ts';

/** What is measured: the likeliest intents of a text, best first. */
export interface Engine {
  rank(text: string): Promise<readonly string[]>;
  /** The same without what only a person who looks needs: what a turn does. */
  understand(text: string): Promise<unknown>;
  entities(text: string, now: Date): Promise<Readonly<Record<string, unknown>>>;
}

/** Ours, as `POST /understanding/parse` answers. */
export async function openCareline(): Promise<Engine> {
  const { parse, understander } = makeUnderstanding(trainClassifier(readExamples()));
  const now = new Date();
  const view = {
    now,
    flows: new Map(allFlows.map((flow) => [flow.id, flow])),
    offered: [],
    isYesNoAsked: false,
  };
  return {
    rank: async (text) => {
      const { intent, alternatives } = await parse(text, now);
      return [...new Set([intent, ...alternatives.map((other) => other.intent)])];
    },
    understand: async (text) =>
      understander.understand([{ seq: 1, kind: 'text', text, attachments: [] }], view),
    entities: async (text, at) => ({ ...(await parse(text, at)).entities }),
  };
}

interface NlpJs {
  addLanguage(locale: string): void;
  addDocument(locale: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(
    locale: string,
    text: string,
  ): Promise<{ intent: string; classifications: readonly { intent: string }[] }>;
  settings: { autoSave: boolean };
}

interface Container {
  use(plugin: unknown): void;
  get(name: string): NlpJs;
}

/** node-nlp's own parts (the package only bundles them), with its defaults, on the same examples. */
export async function openNlpJs(examples: readonly Example[]): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const core: { containerBootstrap(): Promise<Container> } = require('@nlpjs/core');
  const { Nlp }: { Nlp: unknown } = require('@nlpjs/nlp');
  const { LangZh }: { LangZh: unknown } = require('@nlpjs/lang-zh');
  const container = await core.containerBootstrap();
  container.use(Nlp);
  container.use(LangZh);
  const nlp = container.get('nlp');
  nlp.settings.autoSave = false;
  nlp.addLanguage('zh');
  // Its own word for what is out of scope.
  const theirs = (intent: string): string => (intent === 'none' ? 'None' : intent);
  for (const { text, intent } of examples) nlp.addDocument('zh', text, theirs(intent));
  await muted(() => nlp.train());
  return {
    rank: async (text) => {
      const { intent, classifications } = await nlp.process('zh', text);
      const ranked = [intent, ...classifications.map((other) => other.intent)];
      return [...new Set(ranked)].map((name) => (name === 'None' ? 'none' : name));
    },
    understand: (text) => nlp.process('zh', text),
    entities: async () => ({}),
  };
}

/** It prints a line for each epoch. */
async function muted(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}
