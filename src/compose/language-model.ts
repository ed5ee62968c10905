import { makeModelUnderstander } from '../bot/understanding/model/model-understander.ts';
import type { Understander } from '../bot/understanding/understanding.ts';
import type { AnswerDrafter } from '../domain/knowledge/draft-answer.ts';
import type { ModelCall } from '../domain/language-model.ts';
import { makeLanguageModel } from '../gateways/language-model.ts';
import { makeModelDrafter } from '../gateways/language-model-drafter.ts';
import { type ModelTurns, makeModelTurns } from '../gateways/language-model-turns.ts';
import { makeModelCallLog } from '../store/model-calls/model-calls.ts';
import { clock, type Desk, random } from './desk.ts';

/** The language model as the bot uses it. */
export interface DeskModel {
  /** Puts the model beside an understander that works without one. */
  understander(embedded: Understander): Understander;
  readonly drafter: AnswerDrafter;
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
  return {
    understander: (embedded) => makeModelUnderstander({ ...deps, embedded }),
    drafter: makeModelDrafter(deps),
    around: turns.around,
  };
}
