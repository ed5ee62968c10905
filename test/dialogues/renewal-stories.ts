import { TWO_CARS } from './policy-stories.ts';
import type { Story } from './story.ts';

const known = { level: 2 } as const;

export const renewalStories: readonly Story[] = [
  {
    name: 'renewal asks a known customer nothing that is known, and names no price',
    world: known,
    turns: [
      {
        say: '我要续保',
        expect: ['登记 粤B12345 的续保', '有资质的业务同事', '对保障有什么想法'],
        never: ['车牌号是', '元'],
      },
      { say: '三者加到300万，其他和去年一样', expect: ['什么时候方便接电话'] },
      {
        say: '明天下午三点以后',
        expect: ['粤B12345', '138****1234', '三者加到300万', '明天下午三点以后', '我这里不报价'],
        never: ['13800001234'],
      },
      {
        tap: '对，没问题',
        expect: [
          '编号 SR20260612000001',
          '有资质的业务同事会在 6月13日 10:02 前给 138****1234 打电话',
          '交强险 2026年10月31日24时到期',
          '不会自动续保',
        ],
        writes: ['registerServiceRequest'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              requestNo: 'SR20260612000001',
              customerId: 'cus_1',
              contactPhone: '13800001234',
              plate: '粤B12345',
              isUrgent: false,
              details: {
                kind: 'renewal',
                wishes: '三者加到300万,其他和去年一样',
                callAt: '明天下午三点以后',
              },
            },
          },
        ],
        stack: [],
      },
    ],
  },
  {
    name: 'a new customer with a car that is not ours is welcome, without any proof',
    turns: [
      { say: '续保', expect: ['车牌号是', '不是在我们这里投保的车也可以登记'] },
      { say: '沪A66666', expect: ['方便联系您的手机号'] },
      { say: '13911112222', expect: ['想法'] },
      { say: '跳过', expect: ['什么时候方便接电话'] },
      { tap: '都可以', expect: ['沪A66666', '139****2222'] },
      {
        say: '对',
        expect: ['续保已登记', '交强险不能断档'],
        writes: ['registerServiceRequest'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              plate: '沪A66666',
              contactPhone: '13911112222',
              isUrgent: false,
              details: { kind: 'renewal', callAt: '都可以' },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'a new car without a plate, and the phone corrected at the read-back',
    turns: [
      { say: '续保' },
      { say: '新车还没上牌', expect: ['手机号'] },
      { say: '13911112222' },
      { say: '没有' },
      { tap: '晚上', expect: ['未上牌车辆', '139****2222'] },
      { say: '不对，手机号是13922223333', expect: ['手机号已改为 139****3333', '139****3333'] },
      {
        say: '对',
        writes: ['registerServiceRequest'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: { plate: 'UNPLATED', contactPhone: '13922223333' },
          },
        ],
      },
    ],
  },
  {
    name: 'cover that ends this week is urgent; a digression in between is answered and left',
    world: { ...known, ...TWO_CARS },
    turns: [
      { say: '续保', expect: ['2 辆车'], quickReplies: ['粤B12345', '粤BD56789'] },
      { say: '等等，我的理赔到哪了', card: '定损中', expect: ['接着办理“续保”'] },
      { tap: '粤BD56789', expect: ['想法'] },
      { tap: '跳过' },
      { tap: '上午' },
      {
        say: '好的',
        expect: ['交强险 2026年6月15日24时到期'],
        writes: ['registerServiceRequest'],
        wrote: [
          { kind: 'registerServiceRequest', request: { plate: '粤BD56789', isUrgent: true } },
        ],
      },
    ],
  },
];
