import { describe, expect, it } from 'vitest';
import type { PacketComplaint } from '../../../src/domain/handoff/packet.ts';
import { findPromises, type PromisedRequest } from '../../../src/domain/handoff/promises.ts';
import { packetPromises } from '../../../src/flows/copy/handoff-packet.ts';

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 23, hour));
const complaint = (more: Partial<PacketComplaint> = {}): PacketComplaint => ({
  complaintNo: 'TS1',
  status: 'ASSIGNED',
  severity: 'S3',
  firstFeedbackDueAt: at(10),
  firstFeedbackAt: null,
  resolutionDueAt: at(30),
  closedAt: null,
  ...more,
});
const request = (more: Partial<PromisedRequest> = {}): PromisedRequest => ({
  requestNo: 'SR1',
  kind: 'call_back',
  status: 'open',
  requestedAt: at(1),
  dueAt: at(6),
  ...more,
});
const found = (facts: Partial<Parameters<typeof findPromises>[0]>) =>
  findPromises({ complaints: [], requests: [], claims: [], ...facts }, packetPromises);

describe('findPromises', () => {
  it('lists the clocks of complaints, call-backs and claims, soonest first', () => {
    const promises = found({
      complaints: [complaint()],
      requests: [request(), request({ requestNo: 'SR2', kind: 'expedite', dueAt: undefined })],
      claims: [{ claimNo: 'CLM1', expectedAt: at(12) }],
    });
    expect(promises).toEqual([
      { text: '按约定时间回电', dueAt: at(6), ref: 'SR1' },
      { text: '投诉首次反馈', dueAt: at(10), ref: 'TS1' },
      { text: '理赔进展答复', dueAt: at(12), ref: 'CLM1' },
      { text: '投诉处理结果', dueAt: at(30), ref: 'TS1' },
      { text: '加急催办案件', dueAt: null, ref: 'SR2' },
    ]);
  });

  it('takes a call within a day for what the flows promise so', () => {
    const [promise] = found({ requests: [request({ kind: 'renewal', dueAt: undefined })] });
    expect(promise).toEqual({ text: '回电办理续保', dueAt: at(25), ref: 'SR1' });
  });

  it.each([
    [
      'a complaint that was closed',
      { complaints: [complaint({ status: 'CLOSED', closedAt: at(2) })] },
    ],
    ['a request that is done', { requests: [request({ status: 'done' })] }],
    ['a request that was cancelled', { requests: [request({ status: 'cancelled' })] }],
  ])('leaves out %s', (_, facts) => {
    expect(found(facts)).toEqual([]);
  });

  it('does not promise a first feedback again that was given', () => {
    const promises = found({ complaints: [complaint({ firstFeedbackAt: at(3) })] });
    expect(promises.map(({ text }) => text)).toEqual(['投诉处理结果']);
  });
});
