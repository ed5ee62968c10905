import { ago, sampleHandoff, sampleTalk } from './admin-samples.ts';
import type { FakeAdminApi } from './fake-admin-api.ts';

/** A desk in the middle of a morning: two talks of mine, two customers who wait. */
export function fillDesk(api: FakeAdminApi): void {
  const mine = {
    state: 'with_agent',
    agentId: 'agt_me',
    agentName: '陈晓',
    position: null,
  } as const;
  api.handoffs.push(
    sampleHandoff('hof_mine', {
      ...mine,
      isComplaint: true,
      isVip: true,
      acceptedAt: ago(300),
      firstReplyAt: ago(280),
      waitingSince: ago(100),
      lastText: '那什么时候能有结果？',
      lastSeq: 12,
    }),
    sampleHandoff('hof_two', {
      ...mine,
      customerName: '李*',
      acceptedAt: ago(40),
      waitingSince: null,
      firstReplyAt: ago(20),
      lastText: '好的，谢谢',
    }),
    sampleHandoff('hof_wait', {
      customerName: '访客 kqzt',
      customerNo: null,
      level: 0,
      isInjury: true,
      reason: 'injury',
    }),
    sampleHandoff('hof_wait2', { customerName: '赵*华', position: 2, queuedAt: ago(20) }),
  );
  api.messages.set('con_hof_mine', sampleTalk());
  api.messages.set('con_hof_two', sampleTalk().slice(0, 4));
  api.messages.set('con_hof_wait', sampleTalk().slice(0, 7));
}
