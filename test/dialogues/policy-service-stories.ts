import type { Story } from './story.ts';

const known = { level: 2 } as const;
const half = { level: 1 } as const;
const AUDIT = ['policy.read pol_2', 'policy.read pol_1'];
const EMAIL = 'zhang.san@example.com';
const PROFILE = { customerNo: 'C000001', phone: '13800001234', plates: ['粤B12345'] };

export const cancelStories: readonly Story[] = [
  {
    name: 'giving up is told, never refused: days left, what the law allows, papers, a person',
    world: known,
    turns: [
      {
        say: '我要退保',
        expect: ['想退哪一份'],
        quickReplies: ['交强险', '商业险', '两个都退', '还没确定'],
      },
      {
        tap: '商业险',
        expect: ['还有 141 天', '以合同约定为准', '代理退保', '退保险种：商业险', '138****1234'],
        never: ['不能退', '建议您', '考虑一下'],
      },
      {
        say: '对',
        expect: [
          '退保申请已登记，编号 SR20260612000001',
          '已为您登记人工服务',
          '办理完成前，保单继续有效',
        ],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              plate: '粤B12345',
              details: {
                kind: 'policy_cancel',
                covers: 'commercial',
                policyNos: ['PDAA202511010000123456'],
              },
            },
          },
        ],
        stack: [],
      },
    ],
  },
  {
    name: 'a sold car: the compulsory cover goes with it, the reason is kept, and no proof is asked',
    turns: [
      { say: '车卖了，我要退保', expect: ['车牌号是'] },
      { say: '粤A12345', expect: ['想退哪一份'] },
      { tap: '两个都退', expect: ['方便联系您的手机号'] },
      {
        say: '13911112222',
        expect: ['只有三种情况可以解除', '交强险随车办理变更', '过户后的登记证书'],
      },
      {
        say: '嗯',
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              plate: '粤A12345',
              contactPhone: '13911112222',
              details: { kind: 'policy_cancel', covers: 'both', reason: '车卖了，我要退保' },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'asking where the refund is goes to a person too',
    world: known,
    turns: [
      { say: '退保的钱怎么还没到账', expect: ['查询 粤B12345 的退保退费进度'] },
      {
        say: '对',
        expect: ['已登记查询'],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: { details: { kind: 'policy_cancel', reason: '查询退保退费进度' } },
          },
        ],
      },
    ],
  },
  {
    name: 'the kind corrected at the read-back',
    world: known,
    turns: [
      { say: '退保' },
      { tap: '两个都退', expect: ['退保险种：交强险和商业险'] },
      { say: '不对，只退商业险', expect: ['退保险种：商业险'], never: ['三种情况'] },
      {
        say: '对',
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [{ kind: 'registerServiceRequest', request: { details: { covers: 'commercial' } } }],
      },
    ],
  },
];

export const documentStories: readonly Story[] = [
  {
    name: 'an e-policy to an e-mail address that is read back masked',
    world: known,
    turns: [
      {
        say: '把电子保单发给我',
        expect: ['电子保单发到哪里', '邮箱'],
        quickReplies: ['发到 App 账户'],
      },
      { say: '发到zhangsan@@x', expect: ['没有看到正确的邮箱地址'], stack: ['policy_document'] },
      {
        say: '我的邮箱是 Zhang.San@Example.com',
        expect: ['粤B12345 的电子保单发到 z***@example.com'],
        never: [EMAIL],
      },
      {
        say: '对',
        expect: ['编号 SR20260612000001', '会在 6月13日 10:02 前发到 z***@example.com'],
        never: [EMAIL],
        writes: ['registerServiceRequest'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              customerId: 'cus_1',
              plate: '粤B12345',
              details: {
                kind: 'policy_document',
                deliverTo: EMAIL,
                policyNos: ['PDZA202511010000654321', 'PDAA202511010000123456'],
              },
            },
          },
        ],
        audit: AUDIT,
        stateNever: [EMAIL],
      },
    ],
  },
  {
    name: 'an invoice with a title, to the address on record, corrected once',
    world: { ...known, profile: { ...PROFILE, email: EMAIL } },
    turns: [
      { say: '我要开保险发票', expect: ['发票抬头默认开给投保人'] },
      { say: '深圳某某贸易有限公司，税号91440300MA5XXXXX0A', expect: ['保费发票发到哪里'] },
      { tap: '发到 z***@example.com', expect: ['发到 z***@example.com', '深圳某某贸易有限公司'] },
      { say: '不对，发到 other@example.com', expect: ['发到 o***@example.com'] },
      {
        say: '对',
        writes: ['registerServiceRequest'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              details: {
                kind: 'invoice',
                deliverTo: 'other@example.com',
                title: '深圳某某贸易有限公司,税号91440300MA5XXXXX0A',
              },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'papers are for the holder: L1 is not enough',
    world: half,
    turns: [
      { say: '下载电子保单', expect: ['证件的后四位'], stack: ['policy_document', 'identify'] },
      {
        say: '123X',
        expect: ['电子保单发到哪里'],
        writes: ['bindIdentity:2:id_last4'],
      },
      { tap: '发到 App 账户', expect: ['投保人的 App 账户'] },
      {
        say: '对',
        writes: ['registerServiceRequest'],
        wrote: [{ kind: 'registerServiceRequest', request: { details: { deliverTo: 'account' } } }],
      },
    ],
  },
];
