import { blankOut, digitView, type Found, foldText } from './fold.ts';
import { findFullIdNumbers, findIdLast4, findOneTimeCodes } from './id-document.ts';
import { findBankCards, findClaimNos, findPolicyNos } from './numbers.ts';
import { findPhones } from './phone.ts';
import { findPlates } from './plate.ts';

/** The names that flows and the API use for what a text holds (design.md 3). */
export type EntityName =
  | 'plate'
  | 'phone'
  | 'id_last4'
  | 'claim_no'
  | 'policy_no'
  | 'one_time_code';

/** What was found; an entity that is not in the text is absent. */
export type Entities = Readonly<Partial<Record<EntityName, string>>>;

/** Things nobody should type into a chat. Never kept as values. */
export type Secret = 'bank_card' | 'full_id_number' | 'password';

export interface EntityReading {
  readonly entities: Entities;
  readonly secrets: readonly Secret[];
}

export interface EntityContext {
  /** What the question just asked was about. */
  readonly asked?: EntityName | undefined;
  /** What the running flow still lacks: a bare `1234` may then be an ID's last four. */
  readonly awaited?: readonly EntityName[];
}

const PASSWORD = /(?:密码|CVV2?|安全码)\s*(?:是|为|:|就是)?\s*([0-9A-Z!@#$%^&*_]{3,})/;

/**
 * Plate, phone, numbers and the like in a text. What one reader took is hidden from the next,
 * so that a phone's digits are never a claim number. A value said to be wrong is not taken.
 */
export function findEntities(text: string, context: EntityContext = {}): EntityReading {
  const view = digitView(foldText(text));
  const reader = new Reader(view);
  const isAwaited = (name: EntityName): boolean =>
    context.asked === name || (context.awaited ?? []).includes(name);

  reader.take('plate', findPlates);
  const ids = reader.hide(findFullIdNumbers);
  reader.take('phone', findPhones);
  reader.take('policy_no', findPolicyNos);
  const isClaimCued = /(?:报案|赔案|理赔|立案|案件|案子|案)(?:编号|号码|单号|号)/.test(view);
  const cards = isClaimCued ? [] : reader.hide(findBankCards);
  reader.take('claim_no', (rest) => findClaimNos(rest, context.asked === 'claim_no'));
  reader.take('one_time_code', (rest) => findOneTimeCodes(rest, isAwaited('one_time_code')));
  // Who gives plate and phone together is proving who they are: four digits beside them are the ID's.
  const isProving = reader.found.plate !== undefined && reader.found.phone !== undefined;
  reader.take('id_last4', (rest) => findIdLast4(rest, isProving || isAwaited('id_last4')));

  const idNumber = ids[0];
  if (idNumber !== undefined) reader.found.id_last4 ??= idNumber.value.slice(-4);
  const secrets: Secret[] = [];
  if (cards.length > 0) secrets.push('bank_card');
  if (ids.length > 0) secrets.push('full_id_number');
  if (PASSWORD.test(view)) secrets.push('password');
  return { entities: reader.found, secrets };
}

class Reader {
  readonly found: Partial<Record<EntityName, string>> = {};
  private rest: string;

  constructor(view: string) {
    this.rest = view;
  }

  take(name: EntityName, find: (rest: string) => readonly Found[]): void {
    const before = this.rest;
    const hits = this.hide(find);
    const value = choose(hits, before);
    if (value !== undefined) this.found[name] = value;
  }

  hide(find: (rest: string) => readonly Found[]): readonly Found[] {
    const hits = find(this.rest);
    this.rest = blankOut(this.rest, hits);
    return hits;
  }
}

const NEGATED = /(?:不是|不叫|不对|而不是|错的|错误的)[\s,:]{0,2}$/;
const CORRECTED = /(?:是|应该是|改成|改为|换成)[\s,:]{0,2}$/;

/** Several of a kind: the one after `是` in `不是…，是…`; otherwise the first that was not denied. */
function choose(hits: readonly Found[], view: string): string | undefined {
  const kept = hits.filter(({ start }) => !NEGATED.test(view.slice(0, start)));
  const isCorrection = kept.length > 1 || kept.length < hits.length;
  const corrected = kept.findLast(({ start }) => CORRECTED.test(view.slice(0, start)));
  return (isCorrection ? (corrected ?? kept[0]) : kept[0])?.value;
}
