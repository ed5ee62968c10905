import type { OpenAI } from 'openai';
import { z } from 'zod';
import { type Clock, SECOND_MS } from '../lib/clock.ts';
import { makeBoundedFetch } from './language-model-fetch.ts';

/** How long a customer may wait until their voice is words. */
export const TRANSCRIPTION_BUDGET_MS = 8 * SECOND_MS;

export interface TranscriberDeps {
  /** Where `audio/transcriptions` is, with or without a slash at the end. */
  readonly baseUrl: string;
  /** Absent: the endpoint asks for none, as one in the house may. */
  readonly apiKey?: string;
  readonly model: string;
  readonly clock: Clock;
}

export interface Audio {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly contentType: string;
}

export type Transcribed =
  | { readonly kind: 'ok'; readonly text: string }
  /** `timeout`, `network`, `http_415`, `no_text`: for logs. */
  | { readonly kind: 'failed'; readonly reason: string };

const answerSchema = z.object({ text: z.string() });

/**
 * Words out of a voice by an endpoint that speaks OpenAI's `audio/transcriptions`. The bytes go as they came (WeChat
 * records AMR): the endpoint says what it cannot read. Never throws; nothing that was said is logged.
 */
export function makeTranscriber(deps: TranscriberDeps): (audio: Audio) => Promise<Transcribed> {
  // Loaded when an endpoint is configured, and before anybody waits for it.
  const client = openClient(deps);
  // The call that needs it reports what went wrong; until then nobody has to catch it.
  client.catch(() => undefined);
  return async (audio) => {
    const stop = new AbortController();
    const late = deps.clock
      .sleep(TRANSCRIPTION_BUDGET_MS, stop.signal)
      .then((): Transcribed => ({ kind: 'failed', reason: 'timeout' }));
    try {
      return await Promise.race([transcribe(await client, deps.model, audio, stop.signal), late]);
    } catch (error) {
      return { kind: 'failed', reason: reasonOf(error) };
    } finally {
      stop.abort();
    }
  };
}

async function openClient({ baseUrl, apiKey }: TranscriberDeps): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl.trim().replace(/\/*(?:audio\/transcriptions)?\/*$/, ''),
    // Everything that the library would otherwise read from the environment by itself.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    // Only a second lock on the door: our own timer is shorter and follows the clock that was handed in.
    timeout: 2 * TRANSCRIPTION_BUDGET_MS,
    fetch: makeBoundedFetch(),
  });
}

async function transcribe(
  client: OpenAI,
  model: string,
  { bytes, name, contentType }: Audio,
  signal: AbortSignal,
): Promise<Transcribed> {
  const file = new File([Uint8Array.from(bytes)], name, { type: contentType });
  const answer: unknown = await client.audio.transcriptions.create({ file, model }, { signal });
  const parsed = answerSchema.safeParse(answer);
  const text = parsed.success ? parsed.data.text.trim() : '';
  return text === '' ? { kind: 'failed', reason: 'no_text' } : { kind: 'ok', text };
}

/** Keeps "they answered no" apart from "we could not reach them". The library's error holds the status. */
function reasonOf(error: unknown): string {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? `http_${status}` : 'network';
}
