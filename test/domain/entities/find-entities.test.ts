import { describe, expect, it } from 'vitest';
import type { Entities } from '../../../src/domain/entities/entities.ts';
import { findEntities, type Secret } from '../../../src/domain/entities/find-entities.ts';
import type { EntityContext } from '../../../src/domain/entities/read-text.ts';

const nothing: Entities = {};

describe('findEntities', () => {
  it.each<[string, Entities]>([
    ['我的车是粤b 12345', { plate: '粤B12345' }],
    ['车牌粤Ｂ１２３４５', { plate: '粤B12345' }],
    ['绿牌沪AD12345', { plate: '沪AD12345' }],
    ['京A·88888出险了', { plate: '京A88888' }],
    ['京A•88888', { plate: '京A88888' }],
    ['车牌是苏E五六七八九', { plate: '苏E56789' }],
    ['粤B幺两三洞拐', { plate: '粤B12307' }],
    ['车号：苏 A 1 2 3 4 5', { plate: '苏A12345' }],
    ['对方车牌是皖ＡＤ６８６８６', { plate: '皖AD68686' }],
    ['粤BF12345这台比亚迪', { plate: '粤BF12345' }],
    ['冀J12345D 新能源货车', { plate: '冀J12345D' }],
    ['教练车粤B1234学', { plate: '粤B1234学' }],
    ['粤Z1234港', { plate: '粤Z1234港' }],
    ['川A0012警', { plate: '川A0012警' }],
    ['使123456', { plate: '使123456' }],
    ['123456使', { plate: '123456使' }],
    ['123456使用', nothing],
    ['武警车WJ京12345', { plate: 'WJ京12345' }],
    ['京X1234应急', { plate: '京X1234应急' }],
    ['粵B12345', { plate: '粤B12345' }],
    ['沪 A·1234五', { plate: '沪A12345' }],
    ['沪C·B1234', { plate: '沪CB1234' }],
    ['浙A.8F6Q2', { plate: '浙A8F6Q2' }],
    ['京AI2345', nothing],
    ['湘AF8888领', nothing],
    ['没有车牌，新车', nothing],
    ['粤B1234', nothing],
    ['不对，是沪A12345', { plate: '沪A12345' }],
    ['不是不是 沪A12345', { plate: '沪A12345' }],
    ['不对 沪A12345', { plate: '沪A12345' }],
    ['不是沪A12345', {}],
    ['不是粤B12345，是沪A12345', { plate: '沪A12345' }],
    ['粤B12345改成沪A12345', { plate: '沪A12345' }],
    ['13812345678', { phone: '13812345678' }],
    ['电话138 1234 5678', { phone: '13812345678' }],
    ['138-1234-5678打给我', { phone: '13812345678' }],
    ['１３８１２３４５６７８', { phone: '13812345678' }],
    ['+86 186-0000-2222', { phone: '18600002222' }],
    ['8613812345678', { phone: '13812345678' }],
    ['幺三八幺二三四五六七八', { phone: '13812345678' }],
    ['我手机号一三九零零零零八八八八', { phone: '13900008888' }],
    ['手机号是一五八，零零零零，三三三三', { phone: '15800003333' }],
    ['打幺八八六六六六八八八八', { phone: '18866668888' }],
    ['138,0013,8000', { phone: '13800138000' }],
    ['1 3 8 0 0 1 3 8 0 0 0', { phone: '13800138000' }],
    ['手机号不是13800138000是13900139000', { phone: '13900139000' }],
    ['座机0755-12345678', nothing],
    ['我的号是1380000111', nothing],
    ['138123456789', nothing],
    ['身份证后四位是123X', { id_last4: '123X' }],
    ['身份证尾号一二三四', { id_last4: '1234' }],
    ['尾号032x', { id_last4: '032X' }],
    ['后四位 5 6 7 8', { id_last4: '5678' }],
    ['身份证末四位：902x', { id_last4: '902X' }],
    ['手机尾号1234', nothing],
    ['银行卡尾号1234', nothing],
    ['1234', nothing],
    ['报案号是BA2024050112345', { claim_no: 'BA2024050112345' }],
    ['案号 BA 2024 0501 12345', { claim_no: 'BA2024050112345' }],
    ['案件号 RDZA202444010000012345', { claim_no: 'RDZA202444010000012345' }],
    ['我的报案编号ra202406110001234', { claim_no: 'RA202406110001234' }],
    ['报案号9012345678901234567', { claim_no: '9012345678901234567' }],
    ['PDAA202437020000045678 这个保单', { policy_no: 'PDAA202437020000045678' }],
    ['验证码是246810', { one_time_code: '246810' }],
    ['246810', nothing],
    ['今天是2026年6月12日，修了3500块', { amount_yuan: 3500 }],
    ['粤B1234513800001111', { plate: '粤B12345', phone: '13800001111' }],
    [
      '粤B12345，13800001111，证件后四位1234',
      { plate: '粤B12345', phone: '13800001111', id_last4: '1234' },
    ],
  ])('%s', (text, entities) => {
    expect(findEntities(text).entities).toEqual(entities);
  });

  it.each<[string, EntityContext, Entities]>([
    ['1234', { awaited: ['id_last4'] }, { id_last4: '1234' }],
    ['123x', { asked: 'id_last4' }, { id_last4: '123X' }],
    [
      '粤B12345 13800001111 123x',
      { asked: 'plate', awaited: ['id_last4'] },
      { plate: '粤B12345', phone: '13800001111', id_last4: '123X' },
    ],
    ['粤BD1234 5678', { awaited: ['id_last4'] }, { plate: '粤BD1234', id_last4: '5678' }],
    ['12345', { asked: 'id_last4' }, nothing],
    ['2026年', { asked: 'id_last4' }, nothing],
    ['246810', { asked: 'one_time_code' }, { one_time_code: '246810' }],
    ['246 810', { asked: 'one_time_code' }, { one_time_code: '246810' }],
    ['90123456789', { asked: 'claim_no' }, { claim_no: '90123456789' }],
  ])('%s, when it is awaited', (text, context, entities) => {
    expect(findEntities(text, context).entities).toEqual(entities);
  });

  it.each<[string, readonly Secret[]]>([
    ['我的卡4111 1111 1111 1111', ['bank_card']],
    ['11010519491231002X', ['full_id_number']],
    ['密码是abc123', ['password']],
    ['cvv 123', ['password']],
    ['密码忘了', []],
    ['4111111111111112', []],
  ])('%s holds %s', (text, secrets) => {
    expect(findEntities(text).secrets).toEqual(secrets);
  });

  it('takes only the last four of a whole ID number', () => {
    expect(findEntities('11010519491231002X').entities).toEqual({ id_last4: '002X' });
  });
});
