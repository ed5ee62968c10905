import { beforeEach, describe, expect, it } from 'vitest';
import { withModelSummaries } from '../../src/compose/summaries.ts';
import type { Packet } from '../../src/domain/handoff/packet.ts';
import type { HandoffReader } from '../../src/store/desk/handoff-reader.ts';

const PACKET: Packet = {
  conversationId: 'con_1',
  channelAccount: 'web',
  level: 0,
  verifiedBy: null,
  customerNo: null,
  customerName: '访客AB12',
  tier: null,
  tags: [],
  relationshipManager: null,
  phone: null,
  vehicles: [],
  policies: [],
  claims: [],
  complaints: [],
  consents: [],
  asked: ['查理赔'],
  underway: null,
  summary: { text: '按模板写的小结。', by: 'template' },
  mood: { level: 'calm', words: [] },
  promises: [],
  notes: 0,
  earlierHandoffs: 0,
};
const reader: HandoffReader = {
  list: async () => ({ items: [] }),
  find: async () => undefined,
  history: async () => ({ steps: [], rating: null }),
  packet: async (id) => (id === 'con_1' ? PACKET : undefined),
};

let lastSeq: number;
let asked: string[];
beforeEach(() => {
  lastSeq = 3;
  asked = [];
});

function open(answer: string | undefined) {
  return withModelSummaries({
    reader,
    readSaidLately: async () => ({ lastSeq, lines: [{ by: 'customer', text: '查理赔' }] }),
    summaryWriterFor: (id) => ({
      write: async () => {
        asked.push(id);
        return answer;
      },
    }),
  });
}

describe('the summary of a packet', () => {
  it('is the model’s when it has one, and says so', async () => {
    expect((await open('模型写的。').packet('con_1'))?.summary).toEqual({
      text: '模型写的。',
      by: 'model',
    });
  });

  it('is the template’s when the model has none, and without a model', async () => {
    expect(await open(undefined).packet('con_1')).toEqual(PACKET);
    const readSaidLately = () => Promise.reject(new Error('nobody asks'));
    expect(await withModelSummaries({ reader, readSaidLately }).packet('con_1')).toEqual(PACKET);
  });

  it('is asked for once for the same words, however often and fast it is read', async () => {
    const summaries = open('模型写的。');
    await Promise.all([summaries.packet('con_1'), summaries.packet('con_1')]);
    await summaries.packet('con_1');
    expect(asked).toEqual(['con_1']);
    lastSeq = 4;
    await summaries.packet('con_1');
    expect(asked).toEqual(['con_1', 'con_1']);
  });

  it('is none of a conversation that there is not', async () => {
    expect(await open('模型写的。').packet('con_2')).toBeUndefined();
  });
});
