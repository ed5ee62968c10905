import type { AccidentKind, LossKind, PoliceReason } from './report.ts';

/** What decides whether the police must be called. Nobody is asked to admit anything: these come from what was said. */
export interface PoliceFacts {
  readonly hasInjury: boolean;
  readonly isDrivable: boolean;
  readonly lossKind: LossKind;
  readonly accidentKind: AccidentKind;
  /** Reasons that were told in words. */
  readonly told: readonly PoliceReason[];
}

/** In the order in which they are told. */
const ORDER: readonly PoliceReason[] = [
  'injury',
  'other_party_left',
  'alcohol_or_drugs',
  'licence',
  'plate',
  'intent',
  'dangerous_goods',
  'facility',
  'cannot_move',
];

/**
 * Why 122 must be called (道路交通事故处理程序规定, 公安部令第146号, 13 to 15); empty: the parties may settle it.
 * A car that was stolen, flooded or caught fire by itself is no collision that blocks a road.
 */
export function policeReasons(facts: PoliceFacts): readonly PoliceReason[] {
  const isCrash = facts.lossKind === 'collision' || facts.accidentKind !== 'single';
  const found = new Set<PoliceReason>(facts.told);
  if (facts.hasInjury) found.add('injury');
  if (!facts.isDrivable && isCrash) found.add('cannot_move');
  return ORDER.filter((reason) => found.has(reason));
}
