import type { DemoModel } from './vehicles.ts';

/** The numbers of one claim, known before it is loaded. */
interface ClaimNumbers {
  readonly claimNo: string;
  readonly reportNo: string;
}

/** A customer whom README and tests name. The ID number's last four prove who they are. */
export interface DemoPerson {
  readonly customerNo: string;
  readonly name: string;
  readonly phone: string;
  readonly plate: string;
  readonly idNumber: string;
  /** Absent where the insurer does not hold it. */
  readonly gender?: 'male' | 'female';
  /** The index of their branch. */
  readonly branch: number;
  readonly model: DemoModel['name'];
  readonly claims: Readonly<Record<string, ClaimNumbers>>;
}

/** The people of the README's conversation. The same at every first start, claim numbers included. */
export const demoPeople = {
  chenMing: {
    customerNo: 'C31010500001',
    name: '陈明',
    phone: '13800000001',
    plate: '沪A12345',
    idNumber: '310105198605081234',
    gender: 'male',
    branch: 0,
    model: '大众 帕萨特 380TSI',
    claims: {
      assessing: { claimNo: 'CDAA2026310105N0000101', reportNo: 'RDAA2026310105N0000101' },
      docsPending: { claimNo: 'CDAA2026310105N0000087', reportNo: 'RDAA2026310105N0000087' },
      closedPaid: { claimNo: 'CDAA2025310105N0000042', reportNo: 'RDAA2025310105N0000042' },
    },
  },
  linXiaoyu: {
    customerNo: 'C31011500002',
    name: '林小雨',
    phone: '13800000002',
    plate: '沪B23456',
    idNumber: '310115199306272345',
    gender: 'female',
    branch: 1,
    model: '丰田 卡罗拉 1.2T',
    claims: {},
  },
  heLi: {
    customerNo: 'C31011200004',
    name: '何丽',
    phone: '13800000004',
    plate: '沪C34567',
    idNumber: '310112199009093456',
    branch: 2,
    model: '本田 雅阁 260TURBO',
    claims: {
      surveying: { claimNo: 'CDAA2026310112N0000102', reportNo: 'RDAA2026310112N0000102' },
    },
  },
  zhaoQiang: {
    customerNo: 'C31011200005',
    name: '赵强',
    phone: '13800000005',
    plate: '沪D45678',
    idNumber: '310107198209084567',
    branch: 2,
    model: '别克 君威 552T',
    claims: {
      rejected: { claimNo: 'CDAA2026310112N0000079', reportNo: 'RDAA2026310112N0000079' },
    },
  },
  sunYue: {
    customerNo: 'C31010500006',
    name: '孙悦',
    phone: '13800000006',
    plate: '沪AD12345',
    idNumber: '310104199507085678',
    gender: 'male',
    branch: 0,
    model: '特斯拉 Model Y',
    claims: {
      paying: { claimNo: 'CDAA2026310105N0000091', reportNo: 'RDAA2026310105N0000091' },
    },
  },
} as const satisfies Readonly<Record<string, DemoPerson>>;

/** No customer: drove He Li's car and reported that claim. Proves it by report number and phone. */
export const zhouJianguo = { name: '周建国', phone: '13800000003', relation: '驾驶人' } as const;

/** Where the named people's accidents happened. */
export const peoplePlaces = {
  assessing: '延安西路江苏路口',
  docsPending: '长宁区仙霞路小区地下车库',
  closedPaid: '中环路内圈虹桥路下匝道',
  surveying: '闵行区七莘路顾戴路口',
  rejected: '闵行区沪闵路停车场内',
  paying: '长宁区天山路娄山关路口',
} as const;

/** What the second claim of Chen Ming waits for. */
export const missingOfChenMing = ['行驶证照片', '收款银行卡照片'] as const;
