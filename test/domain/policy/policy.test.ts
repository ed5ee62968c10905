import { describe, expect, it } from 'vitest';
import { coverKindOf, isReformed } from '../../../src/domain/policy/cover-kind.ts';
import { emailIn } from '../../../src/domain/policy/email.ts';
import { carsOf, lastMoment, policyState } from '../../../src/domain/policy/period.ts';
import {
  addressIn,
  isAddress,
  newPlateIn,
  profileFieldIn,
} from '../../../src/domain/policy/profile-field.ts';
import type { PolicyFacts } from '../../../src/domain/policy/view.ts';
import { mayBecome } from '../../../src/domain/service-request.ts';
import { maskDetails } from '../../../src/domain/service-request-mask.ts';

const NOW = new Date('2026-06-20T00:00:00Z');
const day = (text: string): Date => new Date(`${text}T00:00:00+08:00`);

describe('what kind of cover a line is', () => {
  it.each([
    ['机动车损失保险', 'own_damage'],
    ['新能源汽车损失保险', 'own_damage'],
    ['机动车第三者责任保险', 'third_party'],
    ['车上人员责任险（驾驶人）', 'driver'],
    ['车上人员责任险（乘客，每座）', 'passengers'],
    ['机动车车上人员责任保险', 'occupants'],
    ['附加车身划痕损失险', 'scratch'],
    ['附加车轮单独损失险', 'wheel'],
    ['附加自用充电桩损失保险', 'charger'],
    ['附加医保外医疗费用责任险', 'medical_beyond'],
    ['附加发动机进水损坏除外特约条款', 'restriction'],
    ['附加绝对免赔率特约条款', 'restriction'],
    ['机动车增值服务特约条款（道路救援服务）', 'service'],
    ['交强险死亡伤残赔偿限额', 'compulsory_death'],
    ['交强险医疗费用赔偿限额', 'compulsory_medical'],
    ['交强险财产损失赔偿限额', 'compulsory_property'],
    ['附加某某险', 'other'],
  ])('%s', (name, kind) => {
    expect(coverKindOf({ code: 'X', name })).toBe(kind);
  });

  it('goes by the code where the name says nothing', () => {
    expect(coverKindOf({ code: 'THIRD-PARTY', name: 'TPL' })).toBe('third_party');
  });

  it('knows the day of the reform', () => {
    expect(isReformed({ startsAt: day('2020-09-18') })).toBe(false);
    expect(isReformed({ startsAt: day('2020-09-19') })).toBe(true);
  });
});

describe('where a policy stands', () => {
  it.each([
    ['active', '2026-01-01', '2027-01-01', 'in_force'],
    ['active', '2025-06-20', '2026-06-20', 'ended'],
    ['active', '2026-06-21', '2027-06-21', 'upcoming'],
    ['pending', '2026-06-21', '2027-06-21', 'upcoming'],
    ['pending', '2026-01-01', '2027-01-01', 'unclear'],
    ['cancelled', '2026-01-01', '2027-01-01', 'cancelled'],
    ['expired', '2026-01-01', '2027-01-01', 'ended'],
    ['something', '2026-01-01', '2027-01-01', 'unclear'],
  ])('%s from %s to %s', (status, from, to, state) => {
    expect(policyState({ status, startsAt: day(from), endsAt: day(to) }, NOW)).toBe(state);
  });

  it('ends at midnight: the day before is the last that is covered', () => {
    expect(lastMoment({ endsAt: day('2026-11-01') }).toISOString()).toBe(
      '2026-10-31T15:59:59.999Z',
    );
  });

  it('shows of each car what counts now and what follows, and what ended only when nothing else is there', () => {
    const policy = (id: string, from: string, to: string, more: Partial<PolicyFacts> = {}) => ({
      id,
      policyNo: id,
      kind: 'compulsory' as const,
      status: 'active',
      startsAt: day(from),
      endsAt: day(to),
      plate: '沪A12345',
      covers: [],
      ...more,
    });
    const cars = carsOf(
      [
        policy('old', '2023-01-01', '2024-01-01', { plate: '沪A00001' }),
        policy('older', '2022-01-01', '2023-01-01', { plate: '沪A00001' }),
        policy('next', '2026-07-01', '2027-07-01'),
        policy('now', '2025-07-01', '2026-07-01'),
        policy('before', '2024-07-01', '2025-07-01'),
        policy('cover', '2025-07-01', '2026-07-01', { kind: 'commercial' }),
      ],
      NOW,
    );
    expect(cars.map(({ plate, policies }) => [plate, policies.map(({ id }) => id)])).toEqual([
      ['沪A12345', ['now', 'next', 'cover']],
      ['沪A00001', ['old']],
    ]);
  });
});

describe('which detail is to change', () => {
  it.each([
    ['我要改手机号', 'phone'],
    ['换号了', 'phone'],
    ['搬家了地址要换', 'address'],
    ['上了新牌照', 'plate'],
    ['车过户给我弟了', 'owner'],
    ['保单上我名字写错了', 'name'],
    ['身份证换新的了', 'id_number'],
    ['行驶证上车架号和保单不一样', 'vehicle'],
    ['赔款打到另一张银行卡', 'payee_account'],
    ['紧急联系人改成我老婆', 'contact_person'],
    ['改一下资料', undefined],
  ])('%s', (said, field) => {
    expect(profileFieldIn(said)).toBe(field);
  });

  it.each([
    ['地址改成深圳市南山区科苑路15号2栋', '深圳市南山区科苑路15号2栋'],
    ['我搬到了上海市浦东新区世纪大道1号，帮我改一下', '上海市浦东新区世纪大道1号'],
    ['我要改地址', undefined],
    ['地址换成新的', undefined],
  ])('finds the address in %s', (said, address) => {
    expect(addressIn(said)).toBe(address);
  });

  it('knows an address from a word', () => {
    expect(isAddress('科苑路15号')).toBe(true);
    expect(isAddress('我家里那边')).toBe(false);
    expect(isAddress('路')).toBe(false);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['发到 Zhang.San@Example.com 谢谢', 'zhang.san@example.com'],
    ['ａ１＠ｑｑ．ｃｏｍ', 'a1@qq.com'],
    ['我的邮箱是a@b', undefined],
    ['a..b@example.com', undefined],
    ['没有', undefined],
  ])('%s', (said, email) => {
    expect(emailIn(said)).toBe(email);
  });
});

describe('a service request', () => {
  it.each([
    ['open', 'in_progress', true],
    ['in_progress', 'open', true],
    ['open', 'done', true],
    ['done', 'open', false],
    ['cancelled', 'done', false],
  ] as const)('from %s to %s: %s', (from, to, may) => {
    expect(mayBecome(from, to)).toBe(may);
  });

  it.each([
    ['phone', '13911112222', '139****2222'],
    ['plate', '粤B12345', '粤B****45'],
    ['contact_person', '李小红 13911112222', '李* 139****2222'],
  ])('shows a new %s masked', (field, value, shown) => {
    expect(maskDetails('profile_change', { field, value })).toEqual({ field, value: shown });
  });
});

describe('of two plates', () => {
  it.each([
    ['原来沪A12345 现在沪ADF1234', '沪ADF1234'],
    ['沪A12345换成沪B54321', '沪B54321'],
    ['新车牌是沪B54321，旧的沪A12345', '沪B54321'],
    ['沪A12345', undefined],
  ])('%s: the new one is %s', (said, plate) => {
    expect(newPlateIn(said)).toBe(plate);
  });
});
