import { allFlows } from '../../src/flows/all-flows.ts';
import type { Flow, SlotSpec } from '../../src/flows/flow.ts';
import { phoneType, plateType, textType, yesNoType } from '../../src/flows/slot-types.ts';
import { textField } from '../../src/lib/json.ts';

/** A form with everything a flow can have, for the engine's own behaviour. Started as 续保 is. */
const slots: readonly SlotSpec[] = [
  {
    name: 'plate',
    type: plateType,
    label: '车牌号',
    words: ['车牌'],
    ask: () => ({ text: '请问车牌号是？' }),
    validate: (value) => (value === '粤Z00000' ? { text: '这个车牌不能预约。' } : undefined),
  },
  {
    name: 'isAtHome',
    type: yesNoType,
    label: '是否上门',
    ask: () => ({ text: '需要上门吗？', offers: [{ label: '需要', commands: [] }] }),
    onlyWhenAsked: true,
  },
  {
    name: 'place',
    type: textType,
    label: '地点',
    ask: () => ({ text: '请问在哪里？' }),
    when: (values) => values['isAtHome'] === true,
    onlyWhenAsked: true,
  },
  {
    name: 'contact',
    type: phoneType,
    label: '手机号',
    words: ['手机', '电话'],
    ask: () => ({ text: '请留个手机号。' }),
    optional: true,
    sensitive: true,
  },
];

export const bookingFlow: Flow = {
  id: 'policy_renewal',
  version: 1,
  title: '预约',
  slots,
  confirm: (values) => ({
    text: `预约 ${textField(values, 'plate')} ${textField(values, 'place') ?? '到店'}，对吗？`,
  }),
  complete: (values, { conversationId }) =>
    Promise.resolve({
      kind: 'done',
      replies: [{ text: `已预约 ${textField(values, 'plate')}。` }],
      writes: [{ kind: 'requestHandoff', conversationId, reason: 'flow' }],
    }),
};

/** The next release: no place any more, and the colour is asked before everything else. */
export const bookingFlow2: Flow = {
  ...bookingFlow,
  version: 2,
  slots: [
    {
      name: 'colour',
      type: textType,
      label: '颜色',
      ask: () => ({ text: '车是什么颜色？' }),
      onlyWhenAsked: true,
    },
    ...slots.filter(({ name }) => name !== 'place'),
  ],
};

export const withBooking: readonly Flow[] = [...allFlows, bookingFlow];
export const withBooking2: readonly Flow[] = [...allFlows, bookingFlow2];
