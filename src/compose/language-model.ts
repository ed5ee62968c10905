import { makeModelUnderstander } from '../bot/understanding/model/model-understander.ts';
import type { Understander } from '../bot/understanding/understanding.ts';
import type { SummaryWriter } from '../domain/handoff/summary-writer.ts';
import type { AnswerDrafter } from '../domain/knowledge/draft-answer.ts';
import type { ModelCall } from '../domain/language-model.ts';
import { makeLanguageModel } from '../gateways/language-model.ts';
import { makeModelDrafter } from '../gateways/language-model-drafter.ts';
import { makeModelSummaryWriter } from '../gateways/language-model-summary.ts';
import { type ModelTurns, makeModelTurns } from '../gateways/language-model-turns.ts';
import type { Id } from '../lib/ids.ts';
import { makeModelCallLog } from '../store/model-calls/model-calls.ts';
import { clock, type Desk, random } from './desk.ts';

/** The language model as the bot uses it. */
export interface DeskModel {
  /** Puts the model beside an understander that works without one. */
  understander(embedded: Understander): Understander;
  readonly drafter: AnswerDrafter;
  /** Drafts outside a turn, for an agent; its calls are recorded with the conversation all the same. */
  drafterFor(conversationId: Id<'conversation'>): AnswerDrafter;
  /** Sums up a conversation for whoever takes over; recorded with it. */
  summaryWriterFor(conversationId: Id<'conversation'>): SummaryWriter;
  /** Goes around a turn's thinking: its calls share one budget and are recorded with its conversation. */
  readonly around: ModelTurns['around'];
}

/** The model when a key is set and it is not switched off; every call is recorded. */
export function openLanguageModel({ config, database, log }: Desk): DeskModel | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = config;
  if (apiKey === undefined || config.LANGUAGE_MODEL === 'off') return undefined;
  const turns = makeModelTurns({ clock });
  const calls = makeModelCallLog({ pool: database.pool, random, log });
  const deps = {
    clock,
    model: makeLanguageModel({ apiKey, baseUrl, model, clock, remainingMs: turns.remainingMs }),
    record: (call: ModelCall): void => {
      const conversationId = turns.conversationId();
      calls.record(conversationId === undefined ? call : { ...call, conversationId });
    },
  };
  const drafter = makeModelDrafter(deps);
  const summaryWriter = makeModelSummaryWriter(deps);
  const inConversation = <T>(id: Id<'conversation'>, ask: () => Promise<T>): Promise<T> =>
    turns.around(ask)({ conversation: { id }, waiting: [] }, clock.now());
  return {
    understander: (embedded) => makeModelUnderstander({ ...deps, embedded }),
    drafter,
    drafterFor: (id) => ({
      draft: (question, articles, signal) =>
        inConversation(id, () => drafter.draft(question, articles, signal)),
    }),
    summaryWriterFor: (id) => ({
      write: (lines, signal) => inConversation(id, () => summaryWriter.write(lines, signal)),
    }),
    around: turns.around,
  };
}
