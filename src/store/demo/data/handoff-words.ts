import type { HandoffReason } from '../../../domain/handoff/handoff.ts';
import type { ResultCode } from '../../../domain/handoff/settings.ts';

/** Who says what; `c` customer, `b` bot, `a` agent. */
export type DemoLine = readonly ['c' | 'b' | 'a', string];

/** A finished talk between a customer and a person. */
export interface DemoTalk {
  readonly reason: HandoffReason;
  /** Whose desk it comes to. */
  readonly team: 'claims' | 'complaints' | 'general';
  /** Before a person was asked for, the asking included. */
  readonly before: readonly DemoLine[];
  readonly with: readonly DemoLine[];
  /** Absent: the agent gave the conversation back to the bot. */
  readonly resultCode?: ResultCode;
  readonly note?: string;
}

/** What the customer reads when somebody comes, as flows/copy/handoff.ts has it. */
export const joinedText = (agentName: string): string => `人工客服 ${agentName} 已接入，为您服务。`;
export const requestedText =
  '好的，已为您登记人工服务，您前面说的内容同事都能看到，不用重复。正在为您转接。';

export const demoTalks: readonly DemoTalk[] = [
  {
    reason: 'asked',
    team: 'claims',
    before: [
      ['c', '我的车定损好几天了，怎么还没消息'],
      ['b', '您的案件正在定损中。定损完成后会通知您确认。需要我帮您催一下吗？'],
      ['c', '转人工'],
    ],
    with: [
      ['a', '您好，您和智能客服的对话我看到了。我现在查一下定损到哪一步了，请稍等两分钟。'],
      ['c', '好的，麻烦快一点，我等着用车'],
      [
        'a',
        '查到了：配件价格昨天刚询好，今天下午核损，最晚明天上午给您结果。我已经给经办人标了加急。',
      ],
      ['c', '行，明天上午没消息我再找你们'],
      ['a', '好的，明天上午有结果会在这里通知您，没有的话也会告诉您原因。'],
    ],
    resultCode: 'claim_progress',
    note: '已加急，次日上午回访。',
  },
  {
    reason: 'misunderstood_twice',
    team: 'general',
    before: [
      ['c', '那个单子上的名字能不能弄一下'],
      ['b', '抱歉，我没太明白。您是想查保单、改资料，还是别的？'],
      ['c', '就是名字那个字写错了呀'],
      ['b', '抱歉，还是没听懂，我为您转人工同事。'],
    ],
    with: [
      ['a', '您好，您是说保单上的姓名有一个字写错了，对吗？'],
      ['c', '对对对，是同音字'],
      ['a', '明白。姓名更正需要核对证件，我为您登记批改申请，工作人员会联系您确认，不收费。'],
      ['c', '好，谢谢'],
    ],
    resultCode: 'task_made',
  },
  {
    reason: 'anger',
    team: 'complaints',
    before: [
      ['c', '你们太过分了，说好三天赔，现在都十天了'],
      ['b', '非常抱歉让您久等。如果您更希望由同事来处理，点“转人工”就可以。'],
      ['c', '赶紧给我找个人来'],
    ],
    with: [
      ['a', '您好，让您等了这么久，非常抱歉。我先把案件过程看一遍，再一条一条跟您说。'],
      ['c', '你说'],
      ['a', '案件卡在第三方的责任认定书上，我们上周应该主动告诉您，没有做到，这是我们的问题。'],
      ['c', '那现在怎么办'],
      ['a', '我为您登记投诉，48 小时内专人联系您；同时我今天就请经办人去交警队取认定书。'],
      ['c', '好吧，希望这次说话算数'],
    ],
    resultCode: 'complaint_filed',
    note: '客户情绪已缓和，承诺当天跟进认定书。',
  },
  {
    reason: 'injury',
    team: 'claims',
    before: [
      ['c', '刚刚撞了，对方骑电动车的摔倒了，腿流血'],
      ['b', '请先拨打 120 和 122，打开双闪、放好警示牌，不要移动伤者。我马上请同事来协助您。'],
    ],
    with: [
      ['a', '您好，120 打了吗？您自己有没有受伤？'],
      ['c', '打了，救护车在路上，我没事'],
      ['a', '好。请您留在现场等交警，拍一张全景照片就可以，其他的先不用管。'],
      ['c', '好的，我有点慌'],
      [
        'a',
        '您做得很对。已经为您报案，人伤专员 10 分钟内给您打电话，医疗费怎么垫付他会跟您说清楚。',
      ],
      ['c', '谢谢谢谢'],
    ],
    resultCode: 'claim_reported',
    note: '人伤案件，已通知人伤专员。',
  },
  {
    reason: 'asked',
    team: 'general',
    before: [
      ['c', '我想问下明年保费大概多少'],
      ['b', '保费由出险次数、车型等因素决定，我不能报价。需要的话可以请同事联系您。'],
      ['c', '那转人工吧'],
    ],
    with: [
      ['a', '您好，续保报价需要有资质的同事核算，我登记一下您的意向和方便接电话的时间可以吗？'],
      ['c', '明天下午三点以后'],
      ['a', '好的，已登记明天 15:00 以后联系您。是否续保由您决定，我们不会反复打扰。'],
    ],
    resultCode: 'call_back',
  },
  {
    reason: 'asked',
    team: 'claims',
    before: [
      ['c', '材料交了，还要交什么'],
      ['b', '您的案件还差一项材料：维修发票。拍照发在这里就可以。'],
      ['c', '修理厂说发票直接给你们？人工'],
    ],
    with: [
      ['a', '您好，这家修理厂和我们有直赔协议，发票由修理厂直接提交，您不用垫付，也不用再交一次。'],
      ['c', '哦那就好，我就是怕漏了'],
      ['a', '放心，收齐后 30 日内给您核定结果，一般一周左右。'],
      ['c', '明白了'],
    ],
    resultCode: 'information_given',
  },
  {
    reason: 'identity_locked',
    team: 'general',
    before: [
      ['c', '查一下我的保单'],
      ['b', '验证信息不对，为了您的安全，验证已暂时锁定 30 分钟。您可以转人工。'],
      ['c', '我手机号换过，转人工'],
    ],
    with: [
      ['a', '您好，换过手机号的话需要先核实身份再变更。请说一下您投保时留的姓氏和车型。'],
      ['c', '开的是一辆白色轿车，姓在名字里你们能看到吧'],
      ['a', '可以了。我为您登记手机号变更，会有同事打新号码核实，之后就能自助查询了。'],
      ['c', '好'],
    ],
    resultCode: 'task_made',
  },
  {
    reason: 'asked',
    team: 'general',
    before: [
      ['c', '车在高架上抛锚了'],
      ['b', '请先把人撤到护栏外。您在哪条高架、往哪个方向？'],
      ['c', '我说不清楚，找个人跟我说'],
    ],
    with: [
      ['a', '您好，您看看最近的路牌上写的出口名字和公里数。'],
      ['c', '前面是一个下匝道，写着虹桥路'],
      ['a', '好的，救援已经派出，大约 35 分钟到，师傅会打您电话。人请一直待在护栏外。'],
      ['c', '收到'],
      ['a', '师傅已经接单了，到之前有变化我在这里告诉您。'],
    ],
  },
  {
    reason: 'low_score',
    team: 'complaints',
    before: [
      ['b', '请您为这次理赔服务打分，1 到 5 分。'],
      ['c', '1'],
      ['b', '很抱歉没有让您满意，我请同事来听听您的意见。'],
    ],
    with: [
      ['a', '您好，看到您打了 1 分，想听听是哪里没有做好？'],
      ['c', '查勘员来晚了一个多小时，也不打个电话'],
      ['a', '这确实不应该。我把您的意见转给查勘主管，今天会有人给您回电说明。'],
      ['c', '嗯，说清楚就行'],
    ],
    resultCode: 'solved',
  },
  {
    reason: 'asked',
    team: 'claims',
    before: [
      ['c', '对方全责但是他不肯报保险，我怎么办'],
      ['b', '这种情况可以申请代位求偿。需要我为您介绍吗？'],
      ['c', '听不懂，人工'],
    ],
    with: [
      [
        'a',
        '您好，代位求偿就是我们先把您的车损赔给您，再由我们去向对方追。您买了车损险就可以申请。',
      ],
      ['c', '那我明年保费会涨吗'],
      ['a', '保费怎么算以续保时系统核定的为准，这里我不能给您肯定的说法。'],
      ['c', '那给我办吧'],
      ['a', '好，需要责任认定书和一份申请书，申请书我发给您，填好拍照发回来就行。'],
    ],
    resultCode: 'information_given',
  },
  {
    reason: 'asked',
    team: 'general',
    before: [
      ['c', '人工'],
      ['b', requestedText],
    ],
    with: [
      ['a', '您好，请问有什么可以帮您？'],
      ['a', '您还在吗？'],
    ],
    resultCode: 'no_answer',
  },
];

/** What customers wrote beside their score, 5 first. */
export const ratingComments: Readonly<Record<number, readonly string[]>> = {
  5: ['解释得很清楚', '很快就解决了，谢谢', '态度好，专业'],
  4: ['还可以', '就是等的时间有点长'],
  3: ['一般'],
  2: ['等太久了'],
  1: ['没解决问题'],
};
