import { SUBJECT_LABELS } from '../copy-admin/survey-labels.ts';
import { CaseLink } from './case-link.tsx';

interface SubjectLinkProps {
  /** What somebody is asked about: a claim, a policy… */
  readonly kind: string;
  readonly no: string;
}

const LABELS: Readonly<Record<string, string>> = SUBJECT_LABELS;

/** What it is about, with a link where there is a page of it. */
export function SubjectLink({ kind, no }: SubjectLinkProps) {
  const text = `${LABELS[kind] ?? ''} ${no}`.trim();
  switch (kind) {
    case 'claim':
      return <CaseLink to="claims" no={no} text={text} />;
    case 'policy':
      return <CaseLink to="policies" no={no} text={text} />;
    case 'complaint':
      return <CaseLink to="complaints" no={no} text={text} />;
    case 'event':
      return <CaseLink to="owner-events" no={no} text={text} />;
    case 'visit':
      return <CaseLink to="return-visits" no={no} text={LABELS['visit'] ?? text} />;
    default:
      // Their numbers are ids of ours, which say nothing to whoever reads.
      return <>{LABELS[kind] ?? text}</>;
  }
}
