import type { OpenAI } from 'openai';
import { z } from 'zod';
import type { LanguageModel, ModelOutcome, ModelRequest } from '../domain/language-model.ts';
import { type Clock, SECOND_MS } from '../lib/clock.ts';
import { type CircuitBreaker, makeCircuitBreaker } from './language-model-breaker.ts';
import { makeBoundedFetch } from './language-model-fetch.ts';

/** How long a customer may be made to wait for the model (design.md 2). */
export const MODEL_BUDGET_MS = 2.5 * SECOND_MS;
/** Less than this is not worth a call: no model answers so fast. */
const BUDGET_MIN_MS = 200;
/** Longer answers than ours are no answers to our questions. */
const ANSWER_TOKENS_MAX = 500;

export interface LanguageModelDeps {
  readonly apiKey: string;
  /** Where `chat/completions` is, with or without a slash at the end. */
  readonly baseUrl: string;
  readonly model: string;
  readonly clock: Clock;
  /** Milliseconds left for this turn; the whole budget when absent. */
  readonly remainingMs?: () => number;
}

/**
 * A model behind the OpenAI API: `chat.completions` with a function to call, which OpenAI, Qwen, DeepSeek and
 * GLM endpoints all speak (the Responses API only the first does). Nothing that is sent or answered is logged.
 */
export function makeLanguageModel(deps: LanguageModelDeps): LanguageModel {
  const { clock, model } = deps;
  const breaker = makeCircuitBreaker({ clock });
  // Loaded when a model is configured, and before anybody waits for it.
  const client = openClient(deps);
  // The call that needs it reports what went wrong; until then nobody has to catch it.
  client.catch(() => undefined);
  return {
    name: model,
    ask: async (request) => {
      const budgetMs = Math.min(MODEL_BUDGET_MS, deps.remainingMs?.() ?? MODEL_BUDGET_MS);
      if (budgetMs < BUDGET_MIN_MS) return { kind: 'timeout', reason: 'no_time' };
      if (!breaker.mayCall()) return { kind: 'circuit_open' };
      const outcome = await askWithin(request, { ...deps, client, budgetMs });
      const verdict = judge(outcome, request.signal);
      if (verdict !== undefined) breaker[verdict]();
      return outcome;
    },
  };
}

async function openClient({ apiKey, baseUrl }: LanguageModelDeps): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    apiKey,
    baseURL: normalizeBaseUrl(baseUrl),
    // Everything that the library would otherwise read from the environment by itself.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    // Only a second lock on the door: our own timer is shorter and follows the clock that was handed in.
    timeout: 2 * MODEL_BUDGET_MS,
    fetch: makeBoundedFetch(),
  });
}

/** People copy the address with a slash or with the whole path behind it. */
export function normalizeBaseUrl(baseUrl: string): string {
  return baseUrl.trim().replace(/\/*(?:chat\/completions)?\/*$/, '');
}

interface Asking extends LanguageModelDeps {
  readonly client: Promise<OpenAI>;
  readonly budgetMs: number;
}

/** The answer, or `timeout` when the budget is used up or the caller gives up; the request then ends, too. */
async function askWithin(request: ModelRequest, asking: Asking): Promise<ModelOutcome> {
  const { clock, budgetMs } = asking;
  const stop = new AbortController();
  const giveUp = (): void => stop.abort('given up');
  request.signal?.addEventListener('abort', giveUp, { once: true });
  if (request.signal?.aborted === true) giveUp();
  const aborted = new Promise<ModelOutcome>((resolve) => {
    if (stop.signal.aborted) resolve({ kind: 'timeout' });
    stop.signal.addEventListener('abort', () => resolve({ kind: 'timeout' }), { once: true });
  });
  // Not awaited: it ends with the call.
  void clock.sleep(budgetMs, stop.signal).then(giveUp);
  try {
    return await Promise.race([complete(request, asking, stop.signal), aborted]);
  } finally {
    request.signal?.removeEventListener('abort', giveUp);
    giveUp();
  }
}

async function complete(
  { messages, tool }: ModelRequest,
  { client, model }: Asking,
  signal: AbortSignal,
): Promise<ModelOutcome> {
  try {
    const openai = await client;
    const answer: unknown = await openai.chat.completions.create(
      {
        model,
        temperature: 0,
        max_tokens: ANSWER_TOKENS_MAX,
        stream: false,
        messages: messages.map(({ role, content }) => ({ role, content })),
        ...(tool === undefined
          ? {}
          : { tools: [{ type: 'function', function: { ...tool, strict: true } }] }),
      },
      { signal },
    );
    return readAnswer(answer);
  } catch (error) {
    return readError(error);
  }
}

const completionSchema = z.object({
  choices: z.tuple(
    [
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z
            .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
            .nullish(),
        }),
      }),
    ],
    z.unknown(),
  ),
});

function readAnswer(answer: unknown): ModelOutcome {
  const parsed = completionSchema.safeParse(answer);
  if (!parsed.success) return { kind: 'malformed', reason: 'no_completion' };
  const [{ finish_reason: finish, message }] = parsed.data.choices;
  if (finish === 'content_filter') return { kind: 'refused', reason: 'content_filter' };
  if (message.refusal) return { kind: 'refused', reason: 'refusal' };
  if (finish === 'length') return { kind: 'malformed', reason: 'cut_off' };
  const call = message.tool_calls?.[0]?.function;
  const text = message.content?.trim() ?? '';
  if (call === undefined && text === '') return { kind: 'malformed', reason: 'empty' };
  return { kind: 'answered', text, ...(call === undefined ? {} : { call }) };
}

/** Keeps "they answered no" apart from "we could not reach them". The library's error holds the status. */
function readError(error: unknown): ModelOutcome {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number') {
    const reason = `http_${status}`;
    return { kind: status < 500 ? 'refused' : 'unreachable', reason };
  }
  if (error instanceof SyntaxError) return { kind: 'malformed', reason: 'no_json' };
  return { kind: 'unreachable', reason: 'network' };
}

/** What no other question would change: the account is wrong, used up or asked too much, or the address is. */
const ABOUT_THE_ACCOUNT = ['http_401', 'http_402', 'http_403', 'http_404', 'http_429'];

/** What an outcome says of the other side; undefined when it was not asked. */
function judge(
  outcome: ModelOutcome,
  signal: AbortSignal | undefined,
): Exclude<keyof CircuitBreaker, 'mayCall'> | undefined {
  switch (outcome.kind) {
    case 'answered':
      return 'succeeded';
    case 'timeout':
      return signal?.aborted === true ? 'undecided' : 'failed';
    case 'unreachable':
    case 'malformed':
      return 'failed';
    case 'refused':
      return ABOUT_THE_ACCOUNT.includes(outcome.reason) ? 'failed' : 'succeeded';
    case 'circuit_open':
      return undefined;
  }
}
