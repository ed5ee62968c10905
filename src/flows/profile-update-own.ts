import type { AuditEntry } from '../domain/audit.ts';
import { FAILURES_MAX, LOCK_MS } from '../domain/identity.ts';
import { maskAddress, maskPhone } from '../domain/mask.ts';
import type { Write } from '../domain/write.ts';
import { addMs } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Outcome, Slots } from './flow.ts';
import { handoffOffer } from './policy-car.ts';

const words = copy.profile;

interface Change {
  readonly customerId: Id<'customer'>;
  readonly slots: Slots;
  readonly context: FlowContext;
}

/** Changed at once; the insurer's system learns of it by a request that is done already. */
export async function changeAddress(
  change: Change & { readonly address: string },
): Promise<Outcome> {
  const { customerId, address, context } = change;
  const number = context.numbers.request(context.now);
  return {
    kind: 'done',
    replies: [
      { text: words.addressChanged(maskAddress(address), number), offers: [handoffOffer()] },
    ],
    audit: await changeAudit(change, 'address'),
    writes: [
      { kind: 'changeProfile', customerId, field: 'address', value: address },
      doneRequest(change, { number, field: 'address', value: address }),
    ],
  };
}

/** The new number must be in the customer's hand: a code is sent to it and given back. */
export async function changePhone(change: Change & { readonly phone: string }): Promise<Outcome> {
  const { phone, slots, context } = change;
  if (slots['code_sent_to'] !== phone) return sendCode(phone, context);
  const code = textField(slots, 'one_time_code');
  if (code === undefined) return askCode(phone);
  const { identityId, now, reads } = context;
  const check = await reads.identity.checkNewPhone(identityId, { phone, code }, now);
  switch (check.kind) {
    case 'locked':
      return stop(copy.identify.locked(check.until, now));
    case 'no_match':
      return wrongCode(change, code);
    case 'matched':
      return changed(change);
  }
}

function sendCode(phone: string, { identityId }: FlowContext): Outcome {
  return {
    kind: 'ask',
    slot: 'one_time_code',
    set: { code_sent_to: phone, one_time_code: undefined },
    prompt: { text: words.codeSent(maskPhone(phone)), offers: codeOffers() },
    writes: [{ kind: 'sendOneTimeCode', identityId, phone, isNewPhone: true }],
  };
}

function askCode(phone: string): Outcome {
  const prompt = { text: words.codeSent(maskPhone(phone)), offers: codeOffers() };
  return { kind: 'ask', slot: 'one_time_code', prompt };
}

function codeOffers(): readonly Offer[] {
  const clear = (slot: string) => ({ do: 'clearSlot', slot }) as const;
  return [
    {
      label: words.labels.resend,
      commands: [clear('one_time_code'), clear('code_sent_to')],
    },
    { label: words.labels.otherNumber, commands: [clear('one_time_code'), clear('new_phone')] },
    handoffOffer(),
  ];
}

function wrongCode({ slots, context }: Change & { readonly phone: string }, code: string): Outcome {
  const { identityId, now } = context;
  const before = slots['failures'];
  const failures = (typeof before === 'number' ? before : 0) + 1;
  const phone = textField(slots, 'new_phone') ?? '';
  const evidence = { phone, oneTimeCode: code };
  const writes: readonly Write[] = [{ kind: 'recordIdentityFailure', identityId, evidence }];
  const audit = [auditOf('identity.failed', context, { way: 'new_phone', failures })];
  if (failures >= FAILURES_MAX) {
    return { ...stop(copy.identify.lockedNow(addMs(now, LOCK_MS), now)), writes, audit };
  }
  return {
    kind: 'ask',
    slot: 'one_time_code',
    prompt: { text: words.codeWrong, offers: codeOffers() },
    set: { failures, one_time_code: undefined },
    writes,
    audit,
  };
}

function stop(text: string): Outcome {
  return { kind: 'stop', replies: [{ text, offers: [handoffOffer()] }] };
}

async function changed(change: Change & { readonly phone: string }): Promise<Outcome> {
  const { customerId, phone, context } = change;
  const { identityId, numbers, now } = context;
  const number = numbers.request(now);
  return {
    kind: 'done',
    replies: [{ text: words.phoneChanged(maskPhone(phone), number), offers: [handoffOffer()] }],
    audit: await changeAudit(change, 'phone'),
    writes: [
      { kind: 'changeProfile', customerId, field: 'phone', value: phone, codeOf: identityId },
      doneRequest(change, { number, field: 'phone', value: phone }),
    ],
  };
}

interface DoneRequest {
  readonly number: string;
  readonly field: 'phone' | 'address';
  readonly value: string;
}

function doneRequest(
  { customerId, context }: Change,
  { number, field, value }: DoneRequest,
): Write {
  const { now, identityId, conversationId } = context;
  return {
    kind: 'registerServiceRequest',
    request: {
      requestNo: number,
      requestedAt: now,
      status: 'done',
      identityId,
      conversationId,
      customerId,
      isUrgent: false,
      details: { kind: 'profile_change', field, value },
    },
  };
}

/** Which detail was changed, by whom; never what it is now. */
async function changeAudit(
  { customerId, context }: Change,
  field: 'phone' | 'address',
): Promise<readonly AuditEntry[]> {
  const profile = await context.reads.policies.profile(customerId);
  const { identityId, level } = context;
  return [
    {
      actor: { kind: 'customer', id: identityId },
      action: 'customer.changed',
      subjectKind: 'customer',
      subjectId: profile?.customerNo ?? customerId,
      data: { field, level },
    },
  ];
}

function auditOf(action: string, { identityId }: FlowContext, data: Slots): AuditEntry {
  return {
    actor: { kind: 'customer', id: identityId },
    action,
    subjectKind: 'identity',
    subjectId: identityId,
    data,
  };
}
