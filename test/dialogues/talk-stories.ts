import { withBooking } from './booking-flow.ts';
import type { Story } from './story.ts';

const known = { level: 2 } as const;

/** Bursts, taps, misunderstandings, danger, a person, files and small talk. */
export const talkStories: readonly Story[] = [
  {
    name: 'a thought in pieces is one thought',
    world: known,
    turns: [{ say: ['我想问一下', '我那个追尾的案子', '到哪一步了'], card: '定损中' }],
  },
  {
    name: 'two wishes in a burst are both answered',
    world: known,
    turns: [
      { say: ['我的理赔到哪了', '另外我要续保'], card: '定损中', expect: ['对保障有什么想法'] },
    ],
  },
  {
    name: 'the proof in pieces in one burst',
    turns: [
      { say: '查理赔进度' },
      {
        say: ['粤B12345', '13800001234', '123X'],
        writes: ['bindIdentity:2:plate_phone_id'],
        card: '定损中',
      },
    ],
  },
  {
    name: 'a button typed as text, a number typed for it',
    world: known,
    turns: [
      { joins: true, quickReplies: ['查理赔进度'] },
      { say: '查 理赔进度。', card: '定损中' },
      { joins: true },
      { say: '2', card: '定损中' },
    ],
  },
  {
    name: 'wrong twice, then a person by saying yes',
    turns: [
      { say: '阿巴阿巴', expect: ['没有听懂'] },
      { say: '巴啦巴啦', expect: ['还是没有听懂', '登记人工服务'], quickReplies: ['转人工'] },
      { say: '好的', writes: ['requestHandoff:misunderstood_twice'] },
    ],
  },
  {
    name: 'a wrong answer twice to a question, then a person',
    turns: [
      { say: '查理赔进度' },
      { say: '你猜', expect: ['没能看懂', '车牌'] },
      { say: '就不告诉你', expect: ['还是没能看懂'], quickReplies: ['转人工'] },
      { say: '粤B12345', expect: ['还需要'], never: ['没能看懂'] },
    ],
  },
  {
    name: 'a person at any moment, in one step',
    turns: [
      { say: '查理赔进度' },
      {
        say: '转人工',
        expect: ['已为您登记人工服务', '400-000-0000'],
        writes: ['requestHandoff:asked'],
        stack: ['claim_status', 'identify'],
        intent: 'handoff',
      },
    ],
  },
  {
    name: 'injury comes before everything, and before any identity',
    turns: [
      {
        say: '我刚追尾了，有人受伤流血了',
        expect: ['120', '122', '已为您登记人工优先处理'],
        never: ['核对一下身份'],
        writes: ['requestHandoff:injury'],
      },
    ],
  },
  {
    name: 'fire, in the middle of a form',
    flows: withBooking,
    turns: [
      { say: '续保' },
      { say: '车着火了！', expect: ['119', '远离车辆'], writes: ['requestHandoff:injury'] },
    ],
  },
  {
    name: 'an injury told of before does not raise an alarm',
    world: known,
    turns: [
      {
        say: '上周那个事故对方受伤了，理赔到哪一步了',
        expect: ['120', '正在核定车辆损失'],
        card: '定损中',
        writes: [],
      },
    ],
  },
  {
    name: 'nobody hurt is no injury',
    turns: [
      {
        say: '我刚追尾了，人没事没有受伤',
        expect: ['安全的地方'],
        stack: ['claim_report'],
        never: ['急救，并拨打 122'],
        writes: [],
      },
    ],
  },
  {
    name: 'self-harm: calm words and a person at once',
    turns: [
      {
        say: '赔不下来我真的不想活了',
        expect: ['担心您', '12356'],
        writes: ['requestHandoff:self_harm'],
      },
    ],
  },
  {
    name: 'a report is never blocked: it begins at once, without identity',
    turns: [
      {
        say: '我要报案',
        expect: ['不需要先核对身份', '有人受伤吗'],
        stack: ['claim_report'],
        intent: 'claim_report',
      },
    ],
  },
  {
    name: 'a complaint is never refused',
    turns: [
      {
        say: '我要投诉你们',
        expect: ['我们一定受理'],
        quickReplies: ['转人工'],
        intent: 'complaint_file',
      },
    ],
  },
  {
    name: 'photos in the middle of the identity check are kept, and the question is asked again',
    turns: [
      { say: '查理赔进度' },
      {
        files: ['image/jpeg', 'image/png'],
        expect: ['2 张照片', '还用不到', '车牌号'],
        stack: ['claim_status', 'identify'],
      },
      {
        say: '粤B12345，13800001234，123X',
        card: '定损中',
        writes: ['bindIdentity:2:plate_phone_id'],
      },
    ],
  },
  {
    name: 'a photo out of nowhere, and a voice message',
    turns: [
      {
        files: ['image/jpeg'],
        expect: ['1 张照片', '已经保存'],
        quickReplies: ['查理赔进度', '转人工'],
      },
      { files: ['audio/amr'], expect: ['听不了语音'] },
      { files: ['application/pdf'], expect: ['1 个文件'] },
    ],
  },
  {
    name: 'a photo together with a question: both are answered',
    world: known,
    turns: [{ say: '这个理赔到哪了', files: ['image/jpeg'], expect: ['1 张照片'], card: '定损中' }],
  },
  {
    name: 'small talk is short and does not lose the question',
    turns: [
      { say: '你好', expect: ['在的'], intent: 'greeting' },
      { say: '查理赔进度' },
      { say: '在吗', expect: ['在的', '车牌号'] },
      { say: '谢谢', expect: ['不客气'], intent: 'thanks' },
    ],
  },
  {
    name: 'small talk without a flow',
    turns: [
      { say: '谢谢啊', expect: ['不客气'] },
      { say: '你是机器人吗', expect: ['不是真人'] },
      { say: '你能做什么', expect: ['查理赔进度'] },
      { say: '客服电话多少', expect: ['400-000-0000'], writes: [] },
      { say: '好的', expect: ['好的'] },
      { say: '再见', expect: ['再见'], intent: 'goodbye' },
      { say: '取消', expect: ['没有正在办理的事项'] },
      { say: '继续', expect: ['没有办到一半'] },
    ],
  },
  {
    name: 'a plate without a wish is remembered for the wish that follows',
    turns: [
      { say: '粤B12345', expect: ['车牌号是 粤B12345', '想办理什么'] },
      {
        say: '好的',
        expect: ['还需要投保时留的手机号'],
        never: ['还需要车牌号'],
        stack: ['claim_status', 'identify'],
      },
    ],
  },
  {
    name: 'a wish that may mean two things is asked back with taps',
    turns: [
      { say: '我要理赔', expect: ['哪一项'], quickReplies: ['查理赔进度', '我要报案', '转人工'] },
      { tap: '我要报案', expect: ['有人受伤吗'] },
    ],
  },
  {
    name: 'what is not car insurance is said kindly',
    turns: [
      {
        say: '我的社保卡怎么还没到',
        expect: ['不在安途车险车险客服的办理范围'],
        stack: [],
        intent: 'none',
      },
    ],
  },
  {
    name: 'urging: empathy first, then the answer',
    world: known,
    turns: [{ say: '都半个月了怎么还没赔下来，催一下', expect: ['让您久等'], card: '定损中' }],
  },
];
