import { makeDialogue } from '../../src/bot/dialogue/make-dialogue.ts';
import { makeModelUnderstander } from '../../src/bot/understanding/model/model-understander.ts';
import type { Understander } from '../../src/bot/understanding/understanding.ts';
import { makeCaseNumbers } from '../../src/domain/case-numbers.ts';
import type { ModelCall } from '../../src/domain/language-model.ts';
import { allFlows } from '../../src/flows/all-flows.ts';
import type { Flow } from '../../src/flows/flow.ts';
import { makeLanguageModel } from '../../src/gateways/language-model.ts';
import { makeModelDrafter } from '../../src/gateways/language-model-drafter.ts';
import { makeModelTurns } from '../../src/gateways/language-model-turns.ts';
import { makeWorld, START, type WorldSetup } from '../dialogues/world.ts';
import { HeldClock } from '../jobs/held-clock.ts';
import { understander } from './understanding.ts';

const numbers = makeCaseNumbers({
  text: (n) => 'a'.repeat(n),
  digits: (n) => '1'.padStart(n, '0'),
});

/** The real dialogue, trained as in the product, with a model at `url`; without one when it is absent. */
export function openModelDesk(options: {
  readonly url?: string;
  readonly flows?: readonly Flow[];
  readonly world?: WorldSetup;
}) {
  const { url, flows = allFlows } = options;
  const clock = new HeldClock(START);
  const calls: ModelCall[] = [];
  const turns = makeModelTurns({ clock });
  const record = (call: ModelCall): void => {
    const conversationId = turns.conversationId();
    calls.push(conversationId === undefined ? call : { ...call, conversationId });
  };
  const model = makeLanguageModel({
    apiKey: 'key-1',
    baseUrl: url ?? 'http://127.0.0.1:1',
    model: 'qwen-test',
    clock,
    remainingMs: turns.remainingMs,
  });
  const deps = { model, record, clock };
  const withModel: Understander = makeModelUnderstander({ ...deps, embedded: understander });
  const world = makeWorld(options.world);
  const dialogue = makeDialogue({
    flows,
    understander: url === undefined ? understander : withModel,
    reads: {
      ...world.reads,
      ...(url === undefined ? {} : { answerDrafter: makeModelDrafter(deps) }),
    },
    numbers,
  });
  let state: unknown = {};
  const respond = turns.around(
    async (work: { conversation: { id: string }; waiting: { at: Date; text: string }[] }, now) => {
      const { level, subject } = world;
      const result = await dialogue.step({
        state,
        utterances: work.waiting.map(({ text }, i) => ({
          seq: i + 1,
          kind: 'text',
          text,
          attachments: [],
        })),
        identity: {
          id: 'idn_1',
          channelAccount: 'web',
          externalUserId: 'u1',
          level,
          ...(subject && { subject }),
        },
        conversationId: work.conversation.id,
        channelAccount: 'web',
        now,
        features: { oneTimeCode: false },
        brand: { name: '安途车险', hotline: '400-000-0000' },
      });
      for (const write of result.writes) world.write(write, now);
      state = JSON.parse(JSON.stringify(result.state));
      return result;
    },
  );
  return {
    clock,
    calls,
    world,
    /** One message and what it comes to. */
    say: (text: string) =>
      respond({ conversation: { id: 'con_1' }, waiting: [{ at: clock.now(), text }] }, clock.now()),
  };
}
