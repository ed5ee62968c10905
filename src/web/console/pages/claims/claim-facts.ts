import type { z } from 'zod';
import type { claim } from '../../../../server/contract/claim.ts';
import { CLAIM_COPY } from '../../copy-admin/find.ts';
import { CLAIM_STAGES } from '../../copy-admin/labels-case.ts';
import type { Fact } from '../../parts/facts.tsx';
import { showTime, showYuan } from '../../parts/show.ts';

type Facts = z.infer<typeof claim>['facts'];

/** What the stages of a claim brought along, in words; only what is there. */
export function factsOf(facts: Facts): readonly Fact[] {
  const labels = CLAIM_COPY.factLabels;
  const all: readonly (Fact | undefined)[] = [
    given(labels.assessedFen, facts.assessedFen, showYuan),
    given(labels.payableFen, facts.payableFen, showYuan),
    given(labels.payeeLast4, facts.payeeLast4, (text) => `**** ${text}`),
    given(labels.missingDocuments, facts.missingDocuments, (names) => names.join('、')),
    given(labels.documentsCompleteAt, facts.documentsCompleteAt, showTime),
    given(labels.expectedAt, facts.expectedAt, showTime),
    given(labels.contactWithinMinutes, facts.contactWithinMinutes, String),
    given(labels.decisionChannel, facts.decisionChannel, (text) => text),
    given(labels.handlingMode, facts.handlingMode, (text) => text),
    given(labels.compulsoryStatus, facts.compulsoryStatus, (status) => CLAIM_STAGES[status]),
    given(labels.commercialStatus, facts.commercialStatus, (status) => CLAIM_STAGES[status]),
  ];
  return all.filter((fact): fact is Fact => fact !== undefined);
}

function given<T>(
  label: string,
  value: T | undefined,
  write: (value: T) => string,
): Fact | undefined {
  return value === undefined ? undefined : { label, value: write(value) };
}
