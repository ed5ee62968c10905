import type { Story } from './story.ts';

const known = { level: 2 } as const;

/** People who go on telling, mean something else than we asked, or come back to what they filed. */
export const talkOnStories: readonly Story[] = [
  {
    name: 'a plate is no complaint; what is told on while other things are asked is part of it',
    turns: [
      { say: '我要投诉' },
      { say: '粤B12345', expect: ['请说说发生了什么'], never: ['怎么处理'] },
      { say: '理赔太慢了，每次打电话都说在审核', expect: ['怎么处理'] },
      { say: '上个月就说三天', expect: ['手机号'] },
      {
        say: '都拖了三个月了还不给钱',
        expect: ['也记进投诉内容了', '手机号'],
        never: ['没能看懂'],
      },
      { say: '13911112222', expect: ['材料'] },
      { say: '没有照片', expect: ['请核对您的投诉'], never: ['也记进'] },
      {
        say: '对',
        writes: ['fileComplaint'],
        wrote: [
          {
            kind: 'fileComplaint',
            complaint: {
              matter: '理赔太慢了，每次打电话都说在审核\n上个月就说三天\n都拖了三个月了还不给钱',
              plate: '粤B12345',
              contactPhone: '13911112222',
            },
          },
        ],
      },
    ],
  },
  {
    name: 'withdrawing a complaint begins no second one, and there is none to withdraw',
    turns: [
      {
        say: '我要撤销我的投诉',
        expect: ['没有查到可以撤回的投诉'],
        never: ['我来为您登记投诉', '怎么处理', '让您久等'],
        quickReplies: ['转人工'],
        stack: [],
      },
    ],
  },
  {
    name: 'what was asked back about is not what a new sentence is about',
    world: known,
    turns: [
      { say: '不计免赔有没有' },
      { say: '把电子保单发我邮箱', expect: ['电子保单发到哪里'], never: ['还是保费发票'] },
    ],
  },
  {
    name: 'a new number told while proving with the old one is the new one',
    turns: [
      { say: '我换手机号了', stack: ['profile_update', 'identify'] },
      { say: '新号13711112222', expect: ['核对一下身份'] },
      {
        say: '粤B12345，13800001234，123X',
        writes: ['bindIdentity:2:plate_phone_id'],
        expect: ['改为 137****2222'],
        never: ['已改为 138'],
      },
    ],
  },
  {
    name: 'another detail as well: one after the other, and a corrected address is the one that is kept',
    world: known,
    turns: [
      { say: '我要改手机号' },
      { say: '地址也改一下', expect: ['接着改联系地址', '新的手机号'] },
      { say: '13711112222', expect: ['137****2222'] },
      {
        say: '对',
        expect: ['手机号的修改已登记', '新的联系地址'],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
      },
      { say: '上海市浦东新区世纪大道100号3栋502', expect: ['请核对'] },
      { say: '门牌号错了 是上海市浦东新区世纪大道100号3栋503', expect: ['新地址已改为', '请核对'] },
      {
        say: '对',
        writes: ['changeProfile', 'registerServiceRequest'],
        wrote: [
          { kind: 'changeProfile', field: 'address', value: '上海市浦东新区世纪大道100号3栋503' },
        ],
        stack: [],
      },
    ],
  },
  {
    name: 'another detail instead, while the proof is asked for',
    turns: [
      { say: '我要改地址' },
      { say: '还是改手机吧', expect: ['修改项目已改为 手机号'] },
      {
        say: '粤B12345，13800001234，123X',
        expect: ['新的手机号'],
        writes: ['bindIdentity:2:plate_phone_id'],
      },
    ],
  },
  {
    name: 'a wrong name is a name, and an address in the first words is kept',
    turns: [
      { say: '名字打错了 身份证上是陈铭', expect: ['车牌'] },
      { say: '粤B12345 13800001234', expect: ['修改姓名'], never: ['证件号码'] },
    ],
  },
  {
    name: 'where the new papers go is an address',
    world: known,
    turns: [
      { say: '搬家了，以后寄东西寄到 浦东张江路 88弄 6号 701', expect: ['请核对：把联系地址'] },
    ],
  },
  {
    name: 'a question within giving up a policy is answered, and a reason is heard',
    turns: [
      { say: '我要退保' },
      { say: '车卖了', expect: ['原因记下了', '车牌号'], never: ['没能看懂'] },
      { say: '粤AD12345', expect: ['想退哪一份'] },
      { say: '都退' },
      { say: '13911112222', expect: ['随车办理变更'] },
    ],
  },
  {
    name: 'when to call, said before it is asked; a bare yes is no time',
    turns: [
      { say: '我要续保' },
      { say: '粤A99999' },
      { say: '13911112222', expect: ['什么想法'] },
      { say: '下午打', expect: ['什么想法'] },
      { say: '没有', expect: ['方便接听：下午打'], never: ['投保想法：下午打'] },
      {
        say: '对',
        writes: ['registerServiceRequest'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: { details: { kind: 'renewal', callAt: '下午打' } },
          },
        ],
      },
    ],
  },
  {
    name: '电子发票 is no invoice title',
    world: known,
    turns: [
      { say: '给我开个发票', expect: ['抬头'] },
      { say: '电子发票', expect: ['发到哪里'] },
      { say: 'test@qq.com', expect: ['请核对'], never: ['发票抬头：'] },
    ],
  },
  {
    name: 'papers that did not come are sent once more and looked for',
    world: known,
    turns: [
      { say: '我的电子保单没收到', expect: ['再登记发送一次'] },
      { say: 'test@qq.com' },
      { say: '对', writes: ['registerServiceRequest', 'requestHandoff:flow'] },
    ],
  },
  {
    name: 'curses are met with care and two ways on',
    turns: [
      {
        say: '傻逼',
        expect: ['非常抱歉', '投诉'],
        never: ['办理范围'],
        quickReplies: ['我要投诉', '转人工'],
      },
    ],
  },
  {
    name: 'two wishes wait for one proof: it is asked once, and serves both',
    turns: [
      { say: '改一下我的联系地址' },
      { say: '查一下我的保单', stack: ['profile_update', 'identify', 'policy_query', 'identify'] },
      {
        say: '粤B12345，13800001234，123X',
        expect: ['到期', '接着办理“修改资料”', '新的联系地址'],
        never: ['核对一下身份', '接着办理“身份核对”'],
        writes: ['bindIdentity:2:plate_phone_id'],
        stack: ['profile_update'],
      },
    ],
  },
  {
    name: 'proof given before anything was asked is used, not asked for again',
    turns: [
      {
        say: '粤B12345 13800001234 123X',
        expect: ['核对通过'],
        writes: ['bindIdentity:2:plate_phone_id'],
        stack: [],
      },
      { say: '查保单', expect: ['到期'], never: ['核对一下身份'] },
    ],
  },
  {
    name: 'of an old and a new plate the new one is registered',
    turns: [
      { say: '我要改车牌，原来粤B12345，现在粤BDF1234' },
      { say: '13911112222', expect: ['新车牌 粤BDF1234'] },
    ],
  },
  {
    name: 'what is asked in the middle of a complaint is answered; an order to change is carried out',
    turns: [
      { say: '你们那个查勘员态度极差，还骂人' },
      { say: '没有具体诉求', expect: ['手机号'] },
      { say: '你们多久能回', expect: ['最迟 48 小时', '手机号'] },
      { say: '13911112222' },
      { say: '没有了', expect: ['请核对您的投诉'], never: ['多久能回'] },
      { say: '诉求改成 要他当面道歉', expect: ['诉求：要他当面道歉'] },
      { say: '撤回投诉', expect: ['要不要先按现有内容登记'], never: ['也记进'] },
    ],
  },
  {
    name: 'asked what happened, somebody asks for something else: that is no story',
    world: known,
    turns: [
      { say: '我要投诉' },
      { say: '对了我的车什么时候到期', expect: ['到期', '请说说发生了什么'], never: ['怎么处理'] },
    ],
  },
];
