import { z } from 'zod';
import { FOLLOW_UP_COPY } from '../../copy-admin/follow-ups.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { SCORE_LABELS, SUBJECT_LABELS } from '../../copy-admin/survey-labels.ts';
import { VISIT_KIND_LABELS, VISIT_RESULT_LABELS } from '../../copy-admin/visits.ts';

const SUBJECT = z.object({ kind: z.string(), no: z.string() });
const LOW = z.object({ kind: z.enum(['csat', 'nps', 'ces']), score: z.number() });

/** What a follow-up is about (store/surveys/open-follow-ups.ts, store/visits/effects.ts); what is not there is left out. */
export interface FollowUpFacts {
  readonly subject:
    | { readonly label: string; readonly kind: string; readonly no: string }
    | undefined;
  readonly low: readonly string[];
  readonly words: readonly string[];
  readonly visit: string | undefined;
}

/** Reads what is stored of it, in words. */
export function followUpFacts(facts: Readonly<Record<string, unknown>>): FollowUpFacts {
  const subject = SUBJECT.safeParse(facts['subject']);
  const low = z.array(LOW).safeParse(facts['low']);
  const words = z.array(z.string()).safeParse(facts['words']);
  return {
    subject: subject.success ? labelled(subject.data) : claimOf(facts),
    low: low.success
      ? low.data.map(({ kind, score }) => FOLLOW_UP_COPY.score(SCORE_LABELS[kind], score))
      : [],
    words: words.success ? words.data : [],
    visit: visitOf(facts),
  };
}

function labelled({ kind, no }: z.infer<typeof SUBJECT>): FollowUpFacts['subject'] {
  const labels: Readonly<Record<string, string>> = SUBJECT_LABELS;
  return { label: labels[kind] ?? ACTION_COPY.unknown, kind, no };
}

function claimOf({ claimNo }: Readonly<Record<string, unknown>>): FollowUpFacts['subject'] {
  return typeof claimNo === 'string' ? labelled({ kind: 'claim', no: claimNo }) : undefined;
}

function visitOf({ visitKind, result }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof visitKind !== 'string') return undefined;
  const kinds: Readonly<Record<string, string>> = VISIT_KIND_LABELS;
  const results: Readonly<Record<string, string>> = VISIT_RESULT_LABELS;
  const came = typeof result === 'string' ? results[result] : undefined;
  return [kinds[visitKind] ?? ACTION_COPY.unknown, ...(came === undefined ? [] : [came])].join(
    '，',
  );
}
