import { describe, expect, it } from 'vitest';
import { makeCaseNumbers } from '../../src/domain/case-numbers.ts';
import type { AnswerDrafter } from '../../src/domain/knowledge/draft-answer.ts';
import type { FlowContext } from '../../src/flows/flow.ts';
import { searchBeforeGivingUp } from '../../src/flows/knowledge.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeWorld } from '../dialogues/world.ts';
import { makeOtherReads } from '../dialogues/world-reads.ts';

const NOW = new Date('2026-06-12T02:00:00Z');

function context(answerDrafter?: AnswerDrafter): FlowContext {
  const { reads } = makeWorld();
  return {
    now: NOW,
    saidAt: NOW,
    isUpset: false,
    identityId: 'idn_1',
    conversationId: 'con_1',
    channelAccount: 'web',
    subject: undefined,
    level: 0,
    reads: { ...reads, ...makeOtherReads(answerDrafter ? { answerDrafter } : {}, []) },
    numbers: makeCaseNumbers(systemRandom),
    features: { oneTimeCode: false },
    brand: { name: '安途车险', hotline: '400-000-0000' },
  };
}

describe('search before giving up', () => {
  it('answers what an article surely answers', async () => {
    const outcome = await searchBeforeGivingUp('高速上三角警示牌要放多远', context());
    expect(outcome?.replies[0]?.text).toContain('150 米以外');
    expect(outcome?.again).toEqual({ article: 'highway-accident' });
  });

  it.each(['涉水', '满意', '嗯嗯嗯嗯嗯', '公积金怎么提取出来还房贷', '阿巴阿巴阿巴'])(
    'leaves %s to a person',
    async (said) => {
      expect(await searchBeforeGivingUp(said, context())).toBeUndefined();
    },
  );

  it('does not wait for a model that never answers', async () => {
    const drafter: AnswerDrafter = { draft: () => new Promise(() => undefined) };
    const outcome = await searchBeforeGivingUp('互碰自赔是什么意思', context(drafter));
    expect(outcome?.replies[0]).toMatchObject({ text: expect.stringContaining('来源：《') });
    expect(outcome?.replies[0]?.generatedBy).toBeUndefined();
  });
});
