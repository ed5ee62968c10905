import { describe, expect, it } from 'vitest';
import {
  countNew,
  EMPTY_TRANSCRIPT,
  type Outgoing,
  reduceTranscript,
  rowsOf,
  type TranscriptChange,
  unsettledSeq,
} from '../../../src/web/console/pages/desk/transcript-state.ts';
import { type Message, sampleMessage } from '../../support/admin-samples.ts';

const at = (seq: number, instant: string, change: Partial<Message> = {}): Message =>
  sampleMessage(seq, `第${seq}句`, { at: instant, ...change });
const run = (...changes: TranscriptChange[]) => changes.reduce(reduceTranscript, EMPTY_TRANSCRIPT);
const outgoing: Outgoing = {
  ...{ key: 'k1', text: '您好', files: [], source: 'written', acceptsWarnings: false },
  state: 'sending',
};
const some = (...seqs: number[]): Message[] => seqs.map((seq) => sampleMessage(seq, `第${seq}句`));

describe('a transcript', () => {
  it('keeps messages in order, each once, the newest reading of it', () => {
    const state = run(
      { kind: 'loaded', messages: some(5, 6) },
      { kind: 'loaded', messages: some(3, 4) },
      { kind: 'loaded', messages: [sampleMessage(6, '第6句', { delivery: 'delivered' })] },
    );
    expect(state.messages.map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
    expect(state.messages.at(-1)?.delivery).toBe('delivered');
    expect(state.isWhole).toBe(false);
  });

  it('is whole once its first message is here', () => {
    expect(run({ kind: 'loaded', messages: some(1, 2) }).isWhole).toBe(true);
    expect(run({ kind: 'loaded', messages: some(7), isWhole: true }).isWhole).toBe(true);
  });

  it.each([
    [
      'the answer comes first',
      [
        { kind: 'sent', key: 'k1', seq: 3 },
        { kind: 'loaded', messages: some(3) },
      ],
    ],
    [
      'the message comes first',
      [
        { kind: 'loaded', messages: some(3) },
        { kind: 'sent', key: 'k1', seq: 3 },
      ],
    ],
  ] as const)('shows what I sent once, when %s', (_name, changes) => {
    const state = run({ kind: 'sending', outgoing }, ...changes);
    expect(state.outgoing).toEqual([]);
    expect(state.messages).toHaveLength(1);
  });

  it('keeps what failed until it is sent again or given up', () => {
    const failed = run(
      { kind: 'sending', outgoing },
      { kind: 'not_sent', key: 'k1', problem: '网络不通' },
    );
    expect(failed.outgoing).toMatchObject([{ state: 'failed', problem: '网络不通' }]);
    expect(reduceTranscript(failed, { kind: 'sending', outgoing }).outgoing).toEqual([outgoing]);
    expect(reduceTranscript(failed, { kind: 'discarded', key: 'k1' }).outgoing).toEqual([]);
  });
});

describe('rows', () => {
  it('begin a new day in Shanghai, and name the author when somebody else speaks or after a pause', () => {
    const rows = rowsOf([
      at(1, '2026-06-10T15:58:00Z'),
      at(2, '2026-06-10T15:59:00Z'),
      at(3, '2026-06-10T16:00:00Z'),
      at(4, '2026-06-10T16:00:10Z', { author: 'bot', direction: 'out' }),
      at(5, '2026-06-10T16:10:00Z', { author: 'bot', direction: 'out' }),
    ]);
    expect(rows.map((row) => (row.kind === 'day' ? 'day' : row.isFirst))).toEqual([
      ...['day', true, false],
      ...['day', true, true, true],
    ]);
  });

  it('leave out what has neither words nor files', () => {
    expect(rowsOf([sampleMessage(1, null, { type: 'event' }), sampleMessage(2, '')])).toEqual([]);
  });

  it('show a place that was shared without words', () => {
    const place = { latitude: 22.54, longitude: 114.03 };
    expect(rowsOf([sampleMessage(1, null, { place })])).toHaveLength(2);
  });

  it('count only what the customer said since', () => {
    const messages = [...some(1, 2, 3), sampleMessage(4, '您好', { author: 'agent' })];
    expect(countNew(messages, 1)).toBe(2);
  });
});

describe('what the channel has not taken yet', () => {
  const sent = (seq: number, delivery: string): Message =>
    sampleMessage(seq, 'x', { author: 'agent', direction: 'out', delivery });

  it.each([
    ['nothing when all is settled', [sent(1, 'sent'), sent(2, 'suppressed')], undefined],
    ['the first that waits', [sent(1, 'sent'), sent(2, 'queued'), sent(3, 'sending')], 2],
    ['never one far back', [sent(1, 'queued'), ...some(...Array(20).keys())], undefined],
  ])('is %s', (_what, messages, expected) => {
    expect(unsettledSeq(messages)).toBe(expected);
  });
});
