import { expect, it } from 'vitest';
import { makeDescribeState } from '../../../src/bot/dialogue/describe-state.ts';
import { allFlows } from '../../../src/flows/all-flows.ts';

const describeState = makeDescribeState(allFlows);
const openedAt = '2026-06-20T01:00:00Z';
const frame = (flow: string, slots: object, more: object = {}) => ({
  flow,
  version: 1,
  slots,
  openedAt,
  ...more,
});

it.each([
  ['nothing', undefined],
  ['an empty state', {}],
  ['a state that cannot be read', { v: 1, stack: 'x' }],
  ['a flow that is no more', { v: 1, stack: [frame('gone', { plate: '沪A12345' })] }],
])('says of %s that nothing is under way', (_what, state) => {
  expect(describeState(state)).toBeNull();
});

it('names what was wanted, not the check that serves it', () => {
  const state = {
    v: 1,
    stack: [frame('complaint_file', {}), frame('identify', {}, { isService: true })],
  };
  expect(describeState(state)).toMatchObject({ flow: 'complaint_file' });
});

it('shows what was told masked, and nothing that is never echoed', () => {
  const state = {
    v: 1,
    stack: [
      frame('policy_renewal', {
        plate: '沪A12345',
        phone: '13800000001',
        plates: ['沪A12345'],
        wishes: '想加驾乘险，邮箱 a.chen@example.com',
        nonsense: 'x',
      }),
    ],
  };
  expect(describeState(state)?.slots).toEqual([
    { name: 'plate', label: '车牌号', value: '沪A****45' },
    { name: 'phone', label: '手机号', value: '138****0001' },
    { name: 'wishes', label: '投保想法', value: '想加驾乘险，邮箱 a***@example.com' },
  ]);
});

it('keeps a proof, an address and a name to itself', () => {
  const slots = { id_last4: '123X', one_time_code: '123456', phone: '13800000001' };
  const proof = describeState({ v: 1, stack: [frame('identify', slots)] });
  expect(proof?.slots.map(({ name }) => name)).toEqual(['phone']);
  const change = { address: '上海市浦东新区世纪大道100号', person_name: '陈小明' };
  const profile = describeState({ v: 1, stack: [frame('profile_update', change)] });
  expect(JSON.stringify(profile)).not.toMatch(/世纪大道|陈小明/);
});

it('leaves out what is not what its slot takes', () => {
  const state = { v: 1, stack: [frame('identify', { phone: 'call me', plate: null })] };
  expect(describeState(state)?.slots).toEqual([]);
});
