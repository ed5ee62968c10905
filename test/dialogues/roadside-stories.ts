import type { Story } from './story.ts';

const register = 'registerServiceRequest';
const person = 'requestHandoff:flow';
const NUMBER = 'SR20260612000001';
const PHONE = '13800001234';
const IN_SHENZHEN = { latitude: 22.540512345, longitude: 114.05, consent: 'location-1' };

/** Help on the road: what is registered, and that danger comes before every question. */
export const roadsideStories: readonly Story[] = [
  {
    name: 'a breakdown from the first word to the number, at L0, and a person calls the partner',
    turns: [
      {
        say: '我要道路救援',
        expect: ['先顾人，再顾车', '双闪', '护栏外', '都在安全的地方吗'],
        quickReplies: ['都在安全处', '还没有'],
        never: ['车牌号是多少'],
        stack: ['roadside_assistance'],
      },
      {
        tap: '都在安全处',
        expect: ['请问需要哪种救援', '1. 拖车', '6. 脱困'],
        quickReplies: ['拖车', '搭电启动', '换备胎', '送油'],
      },
      { say: '爆胎了', expect: ['请问车停在哪里', '自愿，仅用于这次救援'] },
      { say: '深圳南山区深南大道科技园地铁站旁', expect: ['请问车牌号'] },
      { say: '粤B12345', expect: ['救援师傅能打通的手机号'] },
      {
        say: PHONE,
        expect: [
          '请核对救援信息',
          '救援项目：换备胎',
          '深南大道科技园地铁站旁',
          '粤B12345',
          '138****1234',
          '同事会马上为您联系救援服务商',
        ],
        never: [PHONE],
        quickReplies: ['对，没问题', '不对，要修改', '取消'],
      },
      {
        tap: '对，没问题',
        expect: [
          `编号 ${NUMBER}`,
          '救援服务商会尽快与您联系',
          '免费次数和里程以保单约定为准',
          '400-000-0000',
        ],
        never: [PHONE],
        writes: [register, person],
        wrote: [
          {
            kind: register,
            request: {
              requestNo: NUMBER,
              identityId: 'idn_1',
              contactPhone: PHONE,
              plate: '粤B12345',
              isUrgent: true,
              details: {
                kind: 'roadside_assistance',
                problem: 'flat_tyre',
                place: '深圳南山区深南大道科技园地铁站旁',
                isDangerous: false,
              },
            },
          },
        ],
        audit: [`service_request.registered ${NUMBER}`],
        stack: [],
        stateNever: [PHONE],
      },
    ],
  },
  {
    name: 'with a partner behind a webhook nobody has to be called',
    rescuePartner: true,
    turns: [
      { say: '车打不着火了要救援，在小区地库，粤B12345，13800001234', expect: ['请问车停在哪里'] },
      {
        say: '深圳福田区莲花北村小区地库',
        expect: ['搭电启动', '以上信息会交给救援服务商，只用于这次救援'],
        never: ['三角'],
      },
      {
        say: '对',
        expect: ['信息已转给救援服务商'],
        never: ['护栏'],
        writes: [register],
        wrote: [
          { kind: register, request: { details: { problem: 'jump_start', isDangerous: false } } },
        ],
      },
    ],
  },
  {
    name: 'a motorway: behind the rail, 150 metres, direction and stake number are part of the place',
    turns: [
      {
        say: '我在广深高速往深圳方向K23抛锚了，快叫拖车',
        expect: ['护栏外侧', '150 米以外', '12122', '都在安全的地方吗'],
      },
      { say: '人都在护栏外了', expect: ['请问车牌号'], never: ['请问车停在哪里', '哪种救援'] },
      { say: '粤B12345' },
      { say: PHONE, expect: ['请问想拖到哪里'] },
      { say: '就近的修理厂', expect: ['拖车目的地：就近的修理厂', '广深高速往深圳方向K23'] },
      {
        say: '没问题',
        writes: [register, person],
        expect: ['一直待在护栏外'],
        wrote: [
          {
            kind: register,
            request: {
              details: {
                problem: 'tow',
                place: '广深高速往深圳方向K23',
                isDangerous: true,
                destination: '就近的修理厂',
              },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'a motorway without its direction is asked for it, and need not be known',
    turns: [
      { say: '车没油了，要救援，在高速上' },
      { tap: '都在安全处', expect: ['请问车停在哪里'] },
      { say: '京港澳高速韶关段', expect: ['往哪个方向开', '桩号'] },
      { say: '不知道', expect: ['请问车牌号'] },
      { say: '粤F12345' },
      { say: PHONE, expect: ['送油', '京港澳高速韶关段'] },
      {
        tap: '对，没问题',
        writes: [register, person],
        wrote: [
          { kind: register, request: { details: { problem: 'fuel', place: '京港澳高速韶关段' } } },
        ],
      },
    ],
  },
  {
    name: 'in a tunnel people leave it first; who cannot get away is a person’s business at once',
    turns: [
      { say: '车坏在隧道里了要拖车', expect: ['撤出隧道', '122'] },
      {
        tap: '还没有',
        expect: ['请先别管车', '122', '12122'],
        quickReplies: ['已经到安全处', '走不开'],
      },
      { tap: '走不开', expect: ['请问车停在哪里'] },
      { say: '梧桐山隧道往盐田方向，进去大概五百米', expect: ['请问车牌号'] },
      { say: '粤B12345' },
      { say: PHONE },
      { say: '跳过', expect: ['请核对救援信息'] },
      {
        say: '对',
        expect: ['请马上拨打 122 或 12122'],
        writes: [register, person],
        wrote: [{ kind: register, request: { isUrgent: true, details: { isDangerous: true } } }],
      },
    ],
  },
  {
    name: 'a shared place is agreed to, needs no words, and goes to the partner as it is',
    rescuePartner: true,
    turns: [
      { say: '道路救援，轮胎爆了' },
      { tap: '都在安全处', expect: ['发送定位'] },
      {
        location: IN_SHENZHEN,
        expect: ['收到您分享的位置', '请问车牌号'],
        writes: ['decideConsent'],
        wrote: [
          {
            kind: 'decideConsent',
            decision: { purpose: 'location', isGranted: true, textVersion: 'location-1' },
          },
        ],
      },
      { say: '没有', expect: ['手机号'] },
      { say: PHONE, expect: ['您分享的定位', '车牌号：未提供'], never: ['22.54'] },
      {
        say: '对',
        writes: [register],
        wrote: [
          {
            kind: register,
            request: { details: { latitude: 22.540512, longitude: 114.05, problem: 'flat_tyre' } },
          },
        ],
      },
    ],
  },
  {
    name: 'everything can be corrected at the read-back',
    turns: [
      { say: '要拖车，粤B12345，13800001234' },
      { tap: '都在安全处' },
      { say: '深南大道科技园路口' },
      { say: '跳过', expect: ['救援项目：拖车'] },
      { say: '不对，是换备胎', expect: ['救援项目：换备胎'], never: ['拖车目的地'] },
      { say: '电话改成13911112222', expect: ['139****2222'] },
      { say: '不对', expect: ['哪一项需要修改'] },
      { say: '车牌是粤B54321', expect: ['粤B54321', '请核对救援信息'] },
      {
        say: '对的',
        writes: [register, person],
        wrote: [
          {
            kind: register,
            request: {
              plate: '粤B54321',
              contactPhone: '13911112222',
              details: { problem: 'flat_tyre' },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'who does not know what is wrong is helped all the same',
    turns: [
      { say: '叫救援，车突然走不了了' },
      { tap: '都在安全处', expect: ['请问需要哪种救援'] },
      { say: '7', expect: ['请问车停在哪里'] },
      { say: '深圳市龙华区民治大道' },
      { say: '粤B12345' },
      { say: PHONE, expect: ['故障待查'] },
      {
        say: '对',
        writes: [register, person],
        wrote: [{ kind: register, request: { details: { problem: 'unknown' } } }],
      },
    ],
  },
];
