import type { Story } from './story.ts';
import { claim, INSURED } from './world.ts';

const attach = 'attachClaimDocument';
const photo = 'image/jpeg';
const pending = {
  claims: [claim('DOCS_PENDING', { facts: { missingDocuments: ['行驶证', '驾驶证'] } })],
};
const everything = `${INSURED.plate}，${INSURED.phone}，${INSURED.idLast4}`;
const bound = 'bindIdentity:2:plate_phone_id';

/** Papers in general, for anybody; and handing in that is interrupted. */
export const moreDocumentsStories: readonly Story[] = [
  {
    name: 'what is needed in general is answered at L0, by the kind of accident',
    turns: [
      {
        say: '理赔需要什么材料',
        expect: ['请选一下', '1. 我已报案，要传材料', '2. 单方事故', '9. 划痕、找不到对方'],
        quickReplies: ['我已报案，要传材料', '单方事故'],
        stack: ['claim_documents'],
      },
      {
        say: '双方的',
        expect: ['一次列全', '· 行驶证', '事故认定书或自行协商协议书', '原件请留好'],
        quickReplies: ['我要报案', '我已报案，要传材料', '转人工'],
        writes: [],
        stack: [],
      },
    ],
  },
  {
    name: 'the kind in the question itself needs no second question',
    turns: [{ say: '玻璃碎了理赔要准备什么材料', expect: ['玻璃破损', '玻璃破损照片'], stack: [] }],
  },
  {
    name: 'the kinds can be chosen by number',
    turns: [
      { say: '理赔需要什么材料' },
      { say: '5', expect: ['全车被盗理赔一般需要', '公安机关立案证明', '全部车钥匙'], stack: [] },
    ],
  },
  {
    name: 'who has a case proves who they are, and the list follows by itself',
    world: pending,
    turns: [
      { say: '理赔需要什么材料' },
      { tap: '我已报案，要传材料', expect: ['车牌号'], stack: ['claim_documents', 'identify'] },
      {
        say: everything,
        expect: ['· 行驶证', '· 驾驶证'],
        writes: [bound],
        stack: ['claim_documents'],
      },
      { say: '先传驾驶证', expect: ['请发“驾驶证”的照片'] },
      { files: [photo], writes: [attach] },
    ],
  },
  {
    name: 'a number of somebody else’s case opens nothing',
    world: { ...pending, level: 2 },
    turns: [
      {
        say: '我要传CL202699990001的理赔材料',
        expect: ['没有找到它'],
        never: ['行驶证'],
        writes: [],
        stack: [],
      },
    ],
  },
  {
    name: 'a question in between, and back to the same paper',
    world: { ...pending, level: 2 },
    turns: [
      { say: '我来上传理赔材料' },
      { tap: '驾驶证', expect: ['请发“驾驶证”的照片'] },
      {
        say: '我的理赔到哪一步了',
        card: '待补材料',
        expect: ['接着办理“理赔材料”', '请发“驾驶证”'],
      },
      { files: [photo], writes: [attach], expect: ['“驾驶证”已登记 1 个文件'] },
    ],
  },
  {
    name: 'the next day: what is left is told, and the handing in goes on',
    world: { ...pending, level: 2 },
    turns: [
      { say: '我来上传理赔材料' },
      { tap: '行驶证' },
      { files: [photo], writes: [attach] },
      {
        say: '你好',
        afterMinutes: 1500,
        expect: ['“理赔材料”还没有办完', '后四位'],
        never: ['驾驶证'],
      },
      {
        say: INSURED.idLast4,
        expect: ['点“下一项：驾驶证”'],
        never: ['请先传哪一项'],
        writes: ['bindIdentity:2:id_last4'],
      },
    ],
  },
  {
    name: 'no open case: said, with the ways on',
    world: { level: 2, claims: [] },
    turns: [
      { say: '理赔需要什么材料' },
      {
        tap: '我已报案，要传材料',
        expect: ['没有查到您名下没办完的案件'],
        quickReplies: ['我要报案', '看其他事故的清单', '转人工'],
        stack: [],
      },
      { tap: '看其他事故的清单', expect: ['请选一下'] },
    ],
  },
  {
    name: 'who wants to hand papers in has a case, and is not asked for its kind',
    world: { ...pending, level: 2 },
    turns: [{ say: '我要传材料', expect: ['请问先传哪一项'], never: ['全车被盗'] }],
  },
  {
    name: 'who says who they are when asked for the kind has a case',
    world: pending,
    turns: [
      { say: '理赔需要什么材料', expect: ['请选一下'] },
      {
        say: everything,
        writes: ['bindIdentity:2:plate_phone_id'],
        expect: ['请问先传哪一项'],
      },
    ],
  },
  {
    name: 'words that are no paper: told which one is waited for',
    world: { ...pending, level: 2 },
    turns: [
      { say: '我来上传理赔材料' },
      { tap: '行驶证' },
      { say: '嗯哪晓得嘛', expect: ['没能看懂', '现在传的是“行驶证”'], quickReplies: ['转人工'] },
    ],
  },
  {
    name: 'a voice message is no paper',
    world: { ...pending, level: 2 },
    turns: [
      { say: '我来上传理赔材料' },
      { tap: '行驶证' },
      { files: ['audio/amr'], expect: ['听不了语音', '请发“行驶证”'], writes: [] },
    ],
  },
];
