import { describe, expect, it } from 'vitest';
import { placeInQueue } from '../../../src/web/console/queue-list.ts';
import { sampleHandoff } from '../../support/admin-samples.ts';

const queue = ['a', 'b', 'c'].map((id, at) => sampleHandoff(id, { position: at + 1 }));
const at = (id: string, position: number | null) => sampleHandoff(id, { position });
const shown = (items: ReturnType<typeof placeInQueue>) =>
  items.map(({ id, position }) => `${id}${position}`).join(' ');

describe('the queue after one conversation changed', () => {
  it.each([
    ['comes to the end', 'con_d', at('d', 4), 'a1 b2 c3 d4'],
    ['comes before the others', 'con_d', at('d', 1), 'd1 a2 b3 c4'],
    ['comes without a place', 'con_d', at('d', null), 'a1 b2 c3 d4'],
    ['comes behind those who are not known yet', 'con_d', at('d', 9), 'a1 b2 c3 d4'],
    ['moves up', 'con_c', at('c', 1), 'c1 a2 b3'],
    ['moves down', 'con_a', at('a', 3), 'b1 c2 a3'],
    ['goes', 'con_a', undefined, 'b1 c2'],
    ['was not there', 'con_x', undefined, 'a1 b2 c3'],
  ])('%s', (_what, conversationId, now, expected) => {
    expect(shown(placeInQueue(queue, conversationId, now))).toBe(expected);
  });

  it('keeps whoever stays where they are as the same object', () => {
    const next = placeInQueue(queue, 'con_b', { ...at('b', 2), state: 'offered' });
    expect(next[0]).toBe(queue[0]);
    expect(next[1]?.state).toBe('offered');
    expect(next[2]).toBe(queue[2]);
  });
});
