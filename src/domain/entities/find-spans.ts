import type { EntityName, Secret } from './find-entities.ts';
import type { Found, Span } from './fold.ts';
import { type EntityContext, readText } from './read-text.ts';

/** Something found in a text. Positions are those of the folded text (`foldText`), end exclusive. */
export interface EntitySpan extends Span {
  readonly name: EntityName | Exclude<Secret, 'password'>;
  readonly value: string | number;
}

/** Everything found in a text, denied values too, in the order it stands; spans never overlap. */
export function findSpans(text: string, context: EntityContext = {}): readonly EntitySpan[] {
  const reading = readText(text, context);
  const spans: EntitySpan[] = [
    ...named('plate', reading.plates),
    ...named('full_id_number', reading.idNumbers),
    ...named('phone', reading.phones),
    ...named('policy_no', reading.policyNos),
    ...named('bank_card', reading.cards),
    ...named('claim_no', reading.claimNos),
    ...named('one_time_code', reading.codes),
    ...named('id_last4', reading.idLast4s),
    ...named('person_name', reading.names),
    ...named('score', reading.scores.map(inner)),
    ...named('occurred_at', reading.times.map(inner)),
    ...named('amount_yuan', reading.amounts.map(inner)),
    ...named('place', reading.places),
  ];
  return spans.sort((a, b) => a.start - b.start);
}

function named(
  name: EntitySpan['name'],
  found: readonly Found<string | number>[],
): readonly EntitySpan[] {
  return found.map(({ value, start, end }) => ({ name, value, start, end }));
}

function inner<Value>({ value, start, end }: Found<{ readonly value: Value }>): Found<Value> {
  return { value: value.value, start, end };
}
