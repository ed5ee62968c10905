import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prompt, Slots } from './flow.ts';
import { customerOf } from './policy-known.ts';
import { internalType } from './slot-types.ts';

const words = copy.referral;

type ReferralAct = 'link' | 'progress' | 'reward';

/**
 * A customer's own link for friends, and how far those are who asked. Who answers for somebody's interest must be
 * known: L1. A friend's number that is sent along is refused and nowhere kept.
 */
export const referralFlow: Flow = {
  id: 'referral',
  version: 1,
  title: words.title,
  empathy: '',
  slots: [
    { name: 'act', type: internalType, label: '', opening: readAct },
    {
      name: 'phone_sent',
      type: internalType,
      label: '',
      // Only that there was one: the number itself is the friend's.
      opening: (said) => (hasPhone(said) ? true : undefined),
    },
  ],
  requires: (slots) => (actOf(slots) === 'reward' ? 0 : 1),
  complete,
};

function readAct(said: string): ReferralAct {
  if (words.words.progress.test(said)) return 'progress';
  return words.words.reward.test(said) ? 'reward' : 'link';
}

function actOf(slots: Slots): ReferralAct {
  const act = textField(slots, 'act');
  return act === 'progress' || act === 'reward' ? act : 'link';
}

function hasPhone(said: string): boolean {
  return /(?<!\d)1[3-9]\d(?:[ -]?\d){8}(?!\d)/.test(said);
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { referrals } = context.reads;
  if (actOf(slots) === 'reward') {
    const text = words.rewardOnly(await referrals.reward());
    return { kind: 'done', replies: [{ text, offers: [tap('link'), tap('progress')] }] };
  }
  const customerId = customerOf(context);
  if (customerId === undefined) throw new Error('a link for friends needs a proved customer');
  const link = await referrals.linkOf(customerId);
  if (actOf(slots) === 'progress') {
    if (link === undefined) {
      return { kind: 'done', replies: [{ text: words.noLink, offers: [tap('link')] }] };
    }
    return {
      kind: 'done',
      replies: [{ text: words.progress(await referrals.progressOf(customerId)) }],
    };
  }
  const { publicUrl } = context.brand;
  if (publicUrl === undefined) return done({ text: words.noPage(context.brand) });
  if (link?.isDisabled === true) return done({ text: words.disabled(context.brand) });
  const code = link?.code ?? context.numbers.code();
  const text = words.intro({ url: `${publicUrl}/r/${code}`, reward: await referrals.reward() });
  const refusal = slots['phone_sent'] === true ? [{ text: words.noPhone }] : [];
  return {
    kind: 'done',
    replies: [...refusal, { text, offers: [tap('progress')] }],
    writes: link === undefined ? [{ kind: 'openReferralLink', customerId, code }] : [],
  };
}

function tap(act: 'link' | 'progress'): Offer {
  const label = act === 'link' ? words.make : words.see;
  return { label, commands: [{ do: 'startFlow', flow: 'referral', slots: { act } }] };
}

function done(prompt: Prompt): Outcome {
  return { kind: 'done', replies: [prompt] };
}
