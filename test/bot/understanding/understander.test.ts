import { describe, expect, it } from 'vitest';
import type { DialogueView, Understanding } from '../../../src/bot/understanding/understanding.ts';
import { allFlows } from '../../../src/flows/all-flows.ts';
import { understander } from '../../support/understanding.ts';
import { CLAIM_STATUS, OTHERS, OUT_OF_SCOPE } from './phrases.ts';

const view: DialogueView = {
  now: new Date('2026-06-12T02:00:00Z'),
  flows: new Map(allFlows.map((flow) => [flow.id, flow])),
  offered: [],
  isYesNoAsked: false,
};

async function understand(
  text: string | readonly string[],
  more: Partial<DialogueView> = {},
): Promise<Understanding> {
  const texts = typeof text === 'string' ? [text] : text;
  const utterances = texts.map((said, i) => ({
    seq: i + 1,
    kind: 'text' as const,
    text: said,
    attachments: [],
  }));
  return await understander.understand(utterances, { ...view, ...more });
}

/** The share of texts that were taken for something else. */
async function missesOf(rows: readonly (readonly [string, string])[]): Promise<number> {
  let missed = 0;
  for (const [text, intent] of rows) {
    if ((await understand(text)).intent !== intent) missed += 1;
  }
  return missed / rows.length;
}

/** Microseconds. */
const PROCESSOR_US_MAX = 10_000_000;

describe('understander', () => {
  it('takes nearly every question for a claim as one', async () => {
    expect(await missesOf(CLAIM_STATUS.map((text) => [text, 'claim_status']))).toBeLessThan(0.05);
  });

  it('tells the other intents apart', async () => {
    expect(await missesOf(OTHERS)).toBeLessThan(0.03);
  });

  it('takes nearly no foreign matter for ours', async () => {
    expect(await missesOf(OUT_OF_SCOPE.map((text) => [text, 'none']))).toBeLessThan(0.05);
  });

  it.each([
    ['我的理赔到哪了，另外帮我转人工', ['handoff', 'startFlow']],
    ['理赔到哪了，我还要续保', ['startFlow', 'startFlow']],
    ['算了，我要投诉', ['cancel', 'startFlow']],
    ['我社保断了，另外车险的理赔到哪了', ['startFlow']],
  ])('hears both wishes: %s', async (text, kinds) => {
    expect((await understand(text)).commands.map((command) => command.do)).toEqual(kinds);
  });

  it.each([
    ['我想问一下', '我的理赔', '到哪了'],
    ['在吗', '那个', '赔款啥时候到'],
    ['我上周追尾的那个', '怎么样了'],
  ])('reads a thought in pieces: %s / %s / %s', async (...pieces) => {
    expect((await understand(pieces.filter((piece) => piece !== undefined))).intent).toBe(
      'claim_status',
    );
  });

  // A pattern that looks back over what it read takes minutes for this; ours take a tenth of a second of
  // processor time, which other processes on the machine do not lengthen as they do the time on the clock.
  it('reads a megabyte of nonsense without going over it again and again', async () => {
    const before = process.cpuUsage();
    for (const piece of ['a1 ', '粤B1', '1', '报案号 ', '不是', ' ,。']) {
      await understand(piece.repeat(1_000_000 / piece.length));
    }
    expect(process.cpuUsage(before).user).toBeLessThan(PROCESSOR_US_MAX);
  }, 120_000);

  it('says by which means and how sure, with the next best', async () => {
    const { by, confidence, alternatives } = await understand('我要理赔');
    expect(by).toBe('rule');
    expect(confidence).toBeLessThan(1);
    expect(alternatives).toHaveLength(3);
  });

  it('takes a label typed with other punctuation as the tap', async () => {
    const offered = [{ label: '我是报案人', commands: [{ do: 'affirm' as const }] }];
    const { by, commands } = await understand('我是报案人。', { offered });
    expect([by, commands]).toEqual(['button', [{ do: 'affirm' }]]);
  });

  it.each(['我的理赔到底到哪了', '怎么还没到账', '都一个月了', '太慢了吧', '气死我了理赔'])(
    'hears impatience: %s',
    async (text) => {
      expect((await understand(text)).isUpset).toBe(true);
    },
  );

  it.each(['不着急，理赔到哪了', '我的理赔到哪了', '谢谢'])('hears none in: %s', async (text) => {
    expect((await understand(text)).isUpset).toBe(false);
  });
});
