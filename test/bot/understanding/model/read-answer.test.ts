import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../src/bot/understanding/model/read-answer.ts';
import type { DialogueView } from '../../../../src/bot/understanding/understanding.ts';
import { makeVault } from '../../../../src/domain/privacy/vault.ts';
import { allFlows } from '../../../../src/flows/all-flows.ts';
import type { Flow, SlotType } from '../../../../src/flows/flow.ts';
import {
  choiceType,
  idLast4Type,
  internalType,
  phoneType,
  plateType,
  textType,
  yesNoType,
} from '../../../../src/flows/slot-types.ts';

const NOW = new Date('2026-06-12T02:00:00Z');
const occurredAtType: SlotType = {
  name: 'occurred_at',
  entity: 'occurred_at',
  check: (value) => (typeof value === 'string' ? value : undefined),
};
const amountType: SlotType = {
  name: 'amount',
  entity: 'amount_yuan',
  check: (value) => (typeof value === 'number' ? value : undefined),
};

const flow: Flow = {
  id: 'roadside_assistance',
  version: 1,
  title: '道路救援',
  slots: [
    { name: 'plate', type: plateType, label: '车牌号' },
    { name: 'phone', type: phoneType, label: '手机号' },
    { name: 'when', type: occurredAtType, label: '时间' },
    { name: 'paid', type: amountType, label: '金额' },
    { name: 'problem', type: choiceType, label: '问题' },
    { name: 'words', type: textType, label: '说明' },
    { name: 'consent', type: textType, label: '同意', onlyWhenAsked: true },
    { name: 'safe', type: yesNoType, label: '安全' },
    { name: 'id_last4', type: idLast4Type, label: '证件后四位' },
    { name: 'proof', type: textType, label: '证明', sensitive: true },
    { name: 'need', type: internalType, label: '' },
  ],
  complete: () => Promise.resolve({ kind: 'done', replies: [] }),
};

const options = {
  problem: [
    { label: '搭电', value: 'battery' },
    { label: '拖车', value: 'tow' },
  ],
};
const base = { now: NOW, offered: [], isYesNoAsked: false };
const idle: DialogueView = { ...base, flows: new Map(allFlows.map((one) => [one.id, one])) };
const active: DialogueView = {
  ...base,
  flows: new Map([[flow.id, flow]]),
  active: { flow, slots: {}, options, asked: 'words' },
};

function read(said: string, commands: readonly Record<string, string>[], view = active) {
  const vault = makeVault();
  vault.hide(said);
  const call = { name: 'understand', arguments: JSON.stringify({ commands }) };
  return readAnswer({ kind: 'answered', text: '', call }, { view, vault, said });
}

const set = (slot: string, value: string) => ({ do: 'setSlot', slot, value });
const SAID =
  '粤B12345 是我的，对面那台川A88888，打我 138 0000 1234，前天下午三点的事，我垫了三千五，电瓶亏电了打不着';

describe('a value from a model', () => {
  it.each([
    ['plate', '[[PLATE_1]]', '粤B12345'],
    ['plate', '[[PLATE_2]]', '川A88888'],
    ['phone', '[[PHONE_1]]', '13800001234'],
    ['when', '前天下午三点', '2026-06-10T15:00'],
    ['paid', '三千五', 3500],
    ['problem', '搭电', 'battery'],
    ['problem', 'tow', 'tow'],
    ['words', '电瓶亏电了打不着', '电瓶亏电了打不着'],
  ])('%s %s is read as any other input', (slot, words, value) => {
    expect(read(SAID, [set(slot, words)])).toEqual({
      kind: 'used',
      value: [{ do: 'setSlot', slot, value }],
    });
  });

  it.each([
    ['a date that was not said', set('when', '昨天下午三点')],
    ['a date in another form', set('when', '2026-06-10')],
    ['a sum that was not said', set('paid', '三千八')],
    ['a choice that was not given', set('problem', '换发动机')],
    ['words that were not said', set('words', '发动机坏了')],
    ['one character', set('words', '的')],
    ['a token where no entity is', set('when', '[[PLATE_1]]')],
    ['a consent that was not asked for', set('consent', '电瓶亏电了')],
    ['yes or no', set('safe', 'true')],
    ['what proves a person', set('id_last4', '1234')],
    ['a sensitive slot', set('proof', '电瓶亏电了')],
    ['an internal slot', set('need', '2')],
    ['an unknown slot', set('is_admin', 'true')],
    ['no slot', set('', '')],
  ])('that is %s is dropped', (_name, command) => {
    const rest = { do: 'skip' } as const;
    expect(read(SAID, [command, rest])).toEqual({ kind: 'used', value: [rest] });
  });

  it.each([
    ['a plate that was not said', set('plate', '京A66666'), 'personal_data'],
    ['a phone that was said, but raw', set('phone', '13800001234'), 'digits'],
    ['a token that was never given', set('plate', '[[PLATE_3]]'), 'foreign_token'],
    ['half a token', set('plate', '[[PLATE_1'), 'foreign_token'],
    ['a mail address', set('words', 'a@b.com'), 'personal_data'],
    ['a report number', set('words', 'RP20260611'), 'personal_data'],
    ['a place', set('words', '在深南大道'), 'personal_data'],
  ])('that is %s spoils the whole answer', (_name, command, reason) => {
    expect(read(SAID, [{ do: 'skip' }, command])).toEqual({ kind: 'rejected', reason });
  });
});

describe('a wish from a model', () => {
  it.each([
    [[{ do: 'startFlow', flow: 'claim_status' }], [{ do: 'startFlow', flow: 'claim_status' }]],
    [[{ do: 'startFlow', flow: 'referral' }], [{ do: 'clarify', intents: ['referral'] }]],
    [[{ do: 'startFlow', flow: 'opt_out' }], [{ do: 'clarify', intents: ['opt_out'] }]],
    [
      [
        { do: 'outOfScope' },
        { do: 'startFlow', flow: 'claim_status' },
        { do: 'startFlow', flow: 'opt_out' },
      ],
      [{ do: 'startFlow', flow: 'claim_status' }],
    ],
    [[{ do: 'repeat' }], [{ do: 'repeat' }]],
  ])('%j comes to %j', (commands, value) => {
    expect(read('嗯那个事情', commands, idle)).toEqual({ kind: 'used', value });
  });

  it('for what the desk cannot do yet is told so', () => {
    const view = { ...idle, flows: new Map<string, Flow>() };
    expect(read('嗯那个事情', [{ do: 'startFlow', flow: 'referral' }], view)).toEqual({
      kind: 'used',
      value: [{ do: 'notYet', intent: 'referral' }],
    });
  });

  it.each([
    [[{ do: 'startFlow', flow: 'identify' }]],
    [[{ do: 'startFlow', flow: 'nothing' }]],
    [[{ do: 'affirm' }]],
    [[{ do: 'deny' }]],
    [[{ do: 'cancel' }]],
    [[{ do: 'skip' }]],
    [[]],
  ])('%j comes to nothing while nothing is under way', (commands) => {
    const reason = 'nothing_usable';
    expect(read('嗯那个事情', commands, idle)).toEqual({ kind: 'rejected', reason });
  });

  it('never answers a read-back with yes', () => {
    const confirming = { ...active, isYesNoAsked: true };
    expect(read('差不多吧', [{ do: 'affirm' }], confirming)).toMatchObject({ kind: 'rejected' });
    expect(read('差不多吧', [{ do: 'deny' }], confirming)).toMatchObject({ kind: 'used' });
  });

  it('for what is under way already is dropped', () => {
    const again = [{ do: 'startFlow', flow: 'roadside_assistance' }, { do: 'skip' }];
    expect(read('嗯', again)).toEqual({ kind: 'used', value: [{ do: 'skip' }] });
  });
});
