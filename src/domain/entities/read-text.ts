import { type Amount, findAmounts } from './amount.ts';
import type { Entities } from './entities.ts';
import { blankOut, digitView, type Found, foldText, type Span, simplify } from './fold.ts';
import { findFullIdNumbers, findIdLast4, findOneTimeCodes } from './id-document.ts';
import { findBankCards, findClaimNos, findPolicyNos } from './numbers.ts';
import { findPersonNames } from './person-name.ts';
import { findPhones } from './phone.ts';
import { findPlaces } from './place.ts';
import { findPlates } from './plate.ts';
import { findScores, type Score } from './score.ts';
import { findTimes, type OccurredAt } from './time/find-times.ts';

type EntityName = keyof Entities;

/** What the conversation says about the next text. */
export interface EntityContext {
  /** What the question just asked was about. */
  readonly asked?: EntityName | undefined;
  /** What the running flow still lacks: a bare `1234` may then be an ID's last four. */
  readonly awaited?: readonly EntityName[];
  /** When it was said. Without it no time is read: 昨天 has no date. */
  readonly now?: Date;
  /** The highest rating of the question asked, for 满分; 5 when absent. */
  readonly scoreMax?: number;
}

/** Everything found in a text, each kind in the order it stands. */
export interface TextReading {
  /** The folded text in capitals with spoken digits as digits; positions are the folded text's. */
  readonly view: string;
  readonly folded: string;
  readonly plates: readonly Found[];
  readonly idNumbers: readonly Found[];
  readonly phones: readonly Found[];
  readonly policyNos: readonly Found[];
  readonly cards: readonly Found[];
  readonly claimNos: readonly Found[];
  readonly codes: readonly Found[];
  readonly idLast4s: readonly Found[];
  readonly names: readonly Found[];
  readonly scores: readonly Found<Score>[];
  readonly times: readonly Found<OccurredAt>[];
  readonly amounts: readonly Found<Amount>[];
  readonly places: readonly Found[];
}

/** Without three digits near each other and without a letter there is no plate, phone or number of any kind. */
const MAY_HOLD_NUMBERS = /\d\D{0,3}\d\D{0,3}\d|[A-Z]/;
const CLAIM_CUED = /(?:报案|赔案|理赔|立案|案件|案子|案)(?:编号|号码|单号|号)/;

/**
 * Reads a text for every kind. What one reader took is hidden from the next, so that a phone's digits are never
 * a claim number and an hour never a sum: the order of the readers matters.
 */
export function readText(text: string, context: EntityContext): TextReading {
  const { asked, now } = context;
  const isAwaited = (name: EntityName): boolean =>
    asked === name || (context.awaited ?? []).includes(name);
  const folded = foldText(text);
  const plain = simplify(folded);
  const view = digitView(plain);
  const rest = new Rest(view, plain, MAY_HOLD_NUMBERS.test(view));

  const plates = rest.inView(findPlates);
  const idNumbers = rest.inView(findFullIdNumbers);
  const phones = rest.inView(findPhones);
  const policyNos = rest.inView(findPolicyNos);
  const cards = CLAIM_CUED.test(view) ? [] : rest.inView(findBankCards);
  const claimNos = rest.inView((left) => findClaimNos(left, asked === 'claim_no'));
  const codes = rest.inView((left) => findOneTimeCodes(left, isAwaited('one_time_code')));
  // Who gives plate and phone together is proving who they are: four digits beside them are the ID's.
  const isProving = plates.length > 0 && phones.length > 0;
  const idLast4s = rest.inView((left) => findIdLast4(left, isProving || isAwaited('id_last4')));
  // Before the times: 王国庆 is no festival; 打个八点五分 is no hour.
  const names = rest.inPlain((left) => findPersonNames(left, asked === 'person_name'));
  const scores = rest.inPlain((left) =>
    findScores(left, { isAsked: asked === 'score', scaleMax: context.scoreMax }),
  );
  const isTimeAsked = asked === 'occurred_at';
  const times =
    now === undefined ? [] : rest.inPlain((left) => findTimes(left, { now, isAsked: isTimeAsked }));
  const amounts = rest.inPlain((left) =>
    findAmounts(left, {
      isAsked: asked === 'amount_yuan',
      isOtherAsked: asked !== undefined && asked !== 'amount_yuan',
    }),
  );
  const places = rest
    .inPlain((left) => findPlaces(left, asked === 'place'))
    .map((place) => ({ ...place, value: folded.slice(place.start, place.end) }));
  const read = { plates, idNumbers, phones, policyNos, cards, claimNos, codes, idLast4s };
  return { view, folded, ...read, names, scores, times, amounts, places };
}

/** What no reader has taken yet, in both views. */
class Rest {
  private view: string;
  private plain: string;
  private readonly mayHoldNumbers: boolean;

  constructor(view: string, plain: string, mayHoldNumbers: boolean) {
    this.view = view;
    this.plain = plain;
    this.mayHoldNumbers = mayHoldNumbers;
  }

  inView<Hit extends Span>(find: (view: string) => readonly Hit[]): readonly Hit[] {
    return this.mayHoldNumbers ? this.hide(find(this.view)) : [];
  }

  inPlain<Hit extends Span>(find: (plain: string) => readonly Hit[]): readonly Hit[] {
    return this.hide(find(this.plain));
  }

  private hide<Hit extends Span>(hits: readonly Hit[]): readonly Hit[] {
    if (hits.length === 0) return hits;
    this.view = blankOut(this.view, hits);
    this.plain = blankOut(this.plain, hits);
    return hits;
  }
}
