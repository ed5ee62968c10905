import { expect, it } from 'vitest';
import { makeModelTurns } from '../../src/gateways/language-model-turns.ts';
import { HeldClock } from '../jobs/held-clock.ts';

const NOW = new Date('2026-06-12T02:00:00Z');
const at = (ms: number): Date => new Date(NOW.getTime() + ms);

/** What a turn has left after `ms` of it, when its newest message came `ago` before it began. */
async function left(ms: number, ago: number): Promise<number> {
  const clock = new HeldClock(NOW);
  const turns = makeModelTurns({ clock });
  const work = { conversation: { id: 'con_1' }, waiting: [{ at: at(-9_000) }, { at: at(-ago) }] };
  return turns.around(async () => {
    clock.advance(ms);
    await Promise.resolve();
    return turns.remainingMs();
  })(work, NOW);
}

it.each([
  [0, 0, 2_500],
  [1_000, 0, 1_500],
  [2_500, 0, 0],
  // It waited for the rest of the thought before it began.
  [0, 600, 2_200],
  // The message lay there for long, as after a restart: nobody is made to wait longer.
  [0, 60_000, -57_200],
])(
  '%i ms into a turn that began %i ms after its message, %i ms are left',
  async (ms, ago, expected) => {
    expect(await left(ms, ago)).toBe(expected);
  },
);

it('two turns at once do not mix, and outside of them there is none', async () => {
  const turns = makeModelTurns({ clock: new HeldClock(NOW) });
  const respond = turns.around(
    async ({ conversation }: { conversation: { id: string }; waiting: [] }) => {
      await new Promise(setImmediate);
      return [conversation.id, turns.conversationId()];
    },
  );
  const run = (id: string) => respond({ conversation: { id }, waiting: [] }, NOW);
  expect(await Promise.all([run('a'), run('b')])).toEqual([
    ['a', 'a'],
    ['b', 'b'],
  ]);
  expect(turns.conversationId()).toBeUndefined();
  expect(turns.remainingMs()).toBe(2_500);
});
