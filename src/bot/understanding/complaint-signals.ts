import { type FiledWish, wishAboutFiled } from '../../domain/complaint/complaint-words.ts';
import type { Command } from '../../flows/command.ts';
import type { DialogueView } from './understanding.ts';

const FLOWS: Readonly<Record<FiledWish, string>> = {
  withdraw: 'complaint_withdraw',
  add: 'complaint_supplement',
  review: 'complaint_review',
  reopen: 'complaint_reopen',
};
/** What such words would be taken for by anybody who does not know that there is a complaint. */
const OF_COMPLAINTS: ReadonlySet<string> = new Set([
  'complaint_file',
  'complaint_status',
  'claim_documents',
]);

/**
 * Withdrawing, adding to, reviewing or opening again a complaint that there is. While one is being told, withdrawing
 * gives that one up, and nothing else of this is a wish of its own.
 */
export function findComplaintWishes(said: string, view: DialogueView): readonly Command[] {
  const active = view.active?.flow;
  const asked = active?.slots.find(({ name }) => name === view.active?.asked);
  const wish = wishAboutFiled(said);
  if (active?.id === 'complaint_file') return wish === 'withdraw' ? [{ do: 'cancel' }] : [];
  if (asked?.holdsStory === true) return [];
  const flow = wish === undefined ? undefined : FLOWS[wish];
  if (flow === undefined || flow === active?.id || !view.flows.has(flow)) return [];
  return [{ do: 'startFlow', flow }];
}

/** True for a wish that such a rule has read better. */
export function isReadAsComplaint(learnt: Command, rules: readonly Command[]): boolean {
  const flows = new Set(Object.values(FLOWS));
  const hasRule = rules.some((rule) => rule.do === 'startFlow' && flows.has(rule.flow));
  return hasRule && learnt.do === 'startFlow' && OF_COMPLAINTS.has(learnt.flow);
}
