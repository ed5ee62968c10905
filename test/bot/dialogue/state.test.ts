import { describe, expect, it } from 'vitest';
import { freshState, parseState, storeState } from '../../../src/bot/dialogue/state.ts';

const frame = {
  flow: 'identify',
  version: 1,
  slots: { plate: '粤B12345', need: 1 },
  skipped: [],
  options: [],
  isConfirming: false,
  isConfirmed: false,
  wrong: 0,
  isService: true,
  openedAt: '2026-06-12T02:00:00.000Z',
};

describe('parseState', () => {
  it.each([undefined, null, {}, 'text', [], { v: 1, stack: 'broken' }, { v: 99, stack: [] }])(
    'reads %j as a fresh conversation',
    (stored) => expect(parseState(stored)).toEqual(freshState()),
  );

  it('reads back what it stored', () => {
    const state = parseState({
      v: 1,
      stack: [frame],
      offered: [{ label: '转人工', commands: [{ do: 'handoff', reason: 'asked' }] }],
      yes: [{ do: 'resume' }],
      no: [],
      misses: 1,
      heard: { plate: '粤B12345' },
      heardAt: '2026-06-12T02:00:00.000Z',
      files: [{ contentType: 'image/png', fileId: 'fil_1' }],
      last: { flow: 'claim_status', slots: { claim_no: 'CL1' } },
    });
    expect(state.stack[0]?.slots).toEqual({ plate: '粤B12345', need: 1 });
    expect(parseState(JSON.parse(JSON.stringify(storeState(state))))).toEqual(state);
  });

  it('fills in what a row of version 1 lacks', () => {
    expect(parseState({ v: 1 })).toEqual(freshState());
  });

  it('takes a row of version 0 along, without its step pointer', () => {
    const state = parseState({
      flow: {
        id: 'identify',
        step: 2,
        slots: { plate: '粤B12345' },
        startedAt: '2026-06-01T00:00:00Z',
      },
    });
    expect(state.stack).toEqual([
      {
        ...frame,
        version: 0,
        slots: { plate: '粤B12345' },
        isService: false,
        openedAt: '2026-06-01T00:00:00Z',
      },
    ]);
    expect(JSON.stringify(state)).not.toContain('step');
  });

  it('drops taps that it cannot read', () => {
    expect(parseState({ v: 1, offered: [{ label: 1 }] })).toEqual(freshState());
  });
});
