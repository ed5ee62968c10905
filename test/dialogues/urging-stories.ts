import type { Story } from './story.ts';
import { claim } from './world.ts';

const known = { level: 2 } as const;

export const urgingStories: readonly Story[] = [
  {
    name: 'urging is no complaint: asked once which it shall be, and the case is expedited',
    world: known,
    turns: [
      {
        say: '都半个月了怎么还没赔下来，催一下',
        expect: ['需要我为您登记投诉，还是先加急催办？'],
        card: '定损中',
        quickReplies: ['加急催办', '登记投诉', '转人工'],
        writes: [],
      },
      {
        tap: '加急催办',
        expect: ['SR20260612000001', '优先跟进'],
        quickReplies: ['登记投诉'],
        writes: ['registerServiceRequest'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              requestNo: 'SR20260612000001',
              isUrgent: true,
              customerId: 'cus_1',
              details: { kind: 'expedite', caseNo: 'CL202606110001' },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'urging, and then a complaint about that very claim',
    world: { level: 2, claims: [claim('ASSESSING')] },
    turns: [
      { say: '都半个月了怎么还没赔下来，催一下' },
      { tap: '登记投诉', expect: ['我们一定受理', '发生了什么'] },
      { say: '定损拖了半个月没有结果', expect: ['怎么处理'] },
      { say: '跳过', expect: ['138****1234'], never: ['哪个案件'] },
      { say: '好的' },
      { say: '没有' },
      {
        say: '对',
        writes: ['fileComplaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { claimNo: 'CL202606110001' } }],
      },
    ],
  },
];
