import type { Story } from './story.ts';

const register = 'registerServiceRequest';
const person = 'requestHandoff:flow';
const NUMBER = 'SR20260612000001';
const PHONE = '13800001234';

/** A rescue that is under way, called off or interrupted. */
export const moreRoadsideStories: readonly Story[] = [
  {
    name: 'a rescue under way is not called twice, and can be called off: the partner hears of it',
    rescuePartner: true,
    turns: [
      { say: '道路救援，车在小区停车场没电了，深圳福田区莲花北村停车场，粤B12345，13800001234' },
      { say: '对', writes: [register] },
      {
        say: '道路救援',
        expect: ['已经登记过一次救援', '搭电启动', NUMBER],
        quickReplies: ['取消这次救援', '再叫一次救援', '继续等'],
      },
      { tap: '继续等', expect: ['救援继续安排'], writes: [], stack: [] },
      { say: '不用救援了，电瓶已经打着火了', expect: ['要取消它吗', NUMBER] },
      {
        tap: '取消这次救援',
        expect: [`救援 ${NUMBER} 已取消`, '也通知了救援服务商'],
        writes: ['cancelRescue'],
        wrote: [{ kind: 'cancelRescue', requestNo: NUMBER, identityId: 'idn_1' }],
        audit: [`service_request.cancelled ${NUMBER}`],
        stack: [],
      },
      { say: '道路救援', expect: ['先顾人'], never: ['已经登记过'] },
    ],
  },
  {
    name: '取消 while a rescue is under way is never left in doubt',
    turns: [
      { say: '道路救援，车在小区停车场没电了，深圳福田区莲花北村停车场，粤B12345，13800001234' },
      { say: '对', writes: [register, person] },
      { say: '道路救援', expect: ['已经登记过一次救援'] },
      { say: '取消', expect: ['要取消它吗'], never: ['“道路救援”已取消'] },
      {
        say: '好的',
        expect: ['已取消', '同事会通知救援服务商'],
        writes: ['cancelRescue', person],
        stack: [],
      },
    ],
  },
  {
    name: 'the car runs again before anything was registered',
    turns: [
      { say: '道路救援，打不着火' },
      { say: '不用救援了，车能开了', expect: ['这次救援就不登记了'], writes: [], stack: [] },
    ],
  },
  {
    name: 'a collision: the report of the accident is offered, and the rescue goes on afterwards',
    turns: [
      { say: '撞了护栏，车动不了要拖车，粤B12345，13800001234' },
      { tap: '都在安全处' },
      { say: '深圳滨海大道红树林路口' },
      { say: '跳过', expect: ['请核对救援信息'], quickReplies: ['先报事故'] },
      {
        tap: '对，没问题',
        expect: ['尽快报案'],
        quickReplies: ['我要报案'],
        writes: [register, person],
      },
    ],
  },
  {
    name: 'somebody known is offered the number on record, masked, and its reading is on record too',
    world: { level: 2 },
    turns: [
      { say: '道路救援，没油了' },
      { tap: '都在安全处' },
      { say: '深圳市龙华区民治大道' },
      {
        say: '粤B12345',
        expect: ['登记的是 138****1234'],
        quickReplies: ['138****1234'],
        never: [PHONE],
      },
      { tap: '138****1234', expect: ['联系电话：138****1234'] },
      {
        say: '对',
        writes: [register, person],
        wrote: [{ kind: register, request: { contactPhone: PHONE, customerId: 'cus_1' } }],
      },
    ],
  },
  {
    name: 'a question in between and back',
    world: { level: 2 },
    turns: [
      { say: '道路救援，没油了' },
      { tap: '都在安全处', expect: ['请问车停在哪里'] },
      {
        say: '我的理赔到哪一步了',
        card: '定损中',
        expect: ['接着办理“道路救援”', '请问车停在哪里'],
        stack: ['roadside_assistance'],
      },
    ],
  },
  {
    name: 'two hours later an unfinished call for help is closed, not carried on',
    turns: [
      { say: '道路救援，没油了' },
      { tap: '都在安全处' },
      { say: '你好', afterMinutes: 180, expect: ['搁置太久'], stack: [] },
    ],
  },
  {
    name: 'a word for where it stands is no place, and 安全 is an answer',
    turns: [
      { say: '车没电了 打不着火', expect: ['安全的地方吗'] },
      { say: '在小区里 安全', expect: ['停在哪里'] },
      { say: '是的', expect: ['停在哪里'] },
      { say: '上海市静安区南京西路1266号恒隆广场地下二层', expect: ['车牌号'] },
      { say: '粤B12345' },
      { say: PHONE, expect: ['南京西路1266号'], never: ['小区里'] },
    ],
  },
  {
    name: 'a tow after a report asks nothing that the report told already',
    turns: [
      { say: '我要报案，在G4京港澳高速往北方向K123附近追尾了，没人受伤' },
      { say: '还没有' },
      { say: '不能开' },
      { say: '十分钟前' },
      { say: '粤B12345' },
      { say: PHONE },
      { say: '还没有报警' },
      { say: '跳过' },
      { say: '没问题', quickReplies: ['叫拖车'], writes: ['submitAccidentReport'] },
      { tap: '叫拖车', expect: ['护栏外侧', '都在安全的地方吗'] },
      {
        tap: '都在安全处',
        expect: ['请问想拖到哪里'],
        never: ['请问车牌号', '手机号', '请问车停在哪里', '哪种救援', '往哪个方向开'],
      },
      { say: '就近的修理厂', expect: ['救援项目：拖车', 'K123', '粤B12345', '138****1234'] },
      {
        say: '没问题',
        writes: [register, person],
        wrote: [
          {
            kind: register,
            request: {
              contactPhone: PHONE,
              plate: '粤B12345',
              details: { problem: 'tow', isDangerous: true },
            },
          },
        ],
      },
    ],
  },
];
