import type { IdentityEvidence } from '../domain/identity.ts';
import { textField } from '../lib/json.ts';
import type { IdentityPart } from './copy/identify.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Slots } from './flow.ts';

/**
 * documents: plate, phone and the ID's last four (L2). report: the report's number and the phone that
 * reported (L1 for that claim). code: an SMS to the phone on record (L1). step_up: known already, and only
 * the ID's last four are missing (L2).
 */
export type Way = 'documents' | 'report' | 'code' | 'step_up' | 'undecided';

const text = copy.identify;

/** How this customer is proving it, from what is filled and known. */
export function wayOf(slots: Slots, context: FlowContext): Way {
  const chosen = textField(slots, 'way');
  if (chosen === 'documents' || chosen === 'report') return chosen;
  if (chosen === 'code') return context.features.oneTimeCode ? 'code' : 'documents';
  const isInsured = context.subject?.kind === 'customer';
  if (isInsured && context.level === 1 && neededLevel(slots) >= 2) return 'step_up';
  const knowsOnlyReport =
    slots['claim_no'] !== undefined && slots['plate'] === undefined && !slots['id_last4'];
  return knowsOnlyReport ? 'undecided' : 'documents';
}

/** The level that is wanted; 2 when nobody said. */
export function neededLevel(slots: Slots): number {
  const need = slots['need'];
  return typeof need === 'number' ? need : 2;
}

/** The ways to choose from. */
export function wayOptions({ features }: FlowContext): readonly Option[] {
  const { labels } = text;
  return [
    { label: labels.insured, value: 'documents', words: ['我是车主', '被保险人', '我本人'] },
    {
      label: labels.reporter,
      value: 'report',
      words: ['报案人', '不是车主', '替别人报', '帮别人报', '代报案', '我报的案', '4S店', '修理厂'],
    },
    ...(features.oneTimeCode
      ? [{ label: labels.code, value: 'code', words: ['短信验证', '用验证码'] }]
      : []),
  ];
}

/** What this way still lacks, so that one question can name all of it. */
export function missingParts(slots: Slots, context: FlowContext): readonly IdentityPart[] {
  const needed: Readonly<Record<Way, readonly IdentityPart[]>> = {
    documents: ['plate', 'phone', 'id_last4'],
    report: ['claim_no', 'phone'],
    code: ['phone'],
    step_up: ['id_last4'],
    undecided: [],
  };
  return needed[wayOf(slots, context)].filter((name) => slots[name] === undefined);
}

/** What is handed to the check, and nothing that this way does not need. */
export function evidenceOf(way: Way, slots: Slots): IdentityEvidence {
  const plate = textField(slots, 'plate');
  const phone = textField(slots, 'phone');
  const idLast4 = textField(slots, 'id_last4');
  const claimNo = textField(slots, 'claim_no');
  const oneTimeCode = textField(slots, 'one_time_code');
  const given = {
    ...(way === 'documents' && plate !== undefined ? { plate } : {}),
    ...(way !== 'step_up' && phone !== undefined ? { phone } : {}),
    ...(way !== 'report' && idLast4 !== undefined ? { idLast4 } : {}),
    ...(way === 'report' && claimNo !== undefined ? { claimNo } : {}),
    ...(way === 'code' && oneTimeCode !== undefined ? { oneTimeCode } : {}),
  };
  return given;
}
