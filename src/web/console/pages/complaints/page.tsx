import type { PageProps } from '../../page-props.ts';
import { CaseView } from './case-view.tsx';
import { ComplaintList } from './complaint-list.tsx';

/** Complaints with their clocks, and each one with all that may be done about it. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <ComplaintList /> : <CaseView key={rest} complaintNo={rest} />;
}
