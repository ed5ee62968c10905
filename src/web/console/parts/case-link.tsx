import { Link } from '../router.tsx';
import { show } from './show.ts';

interface CaseLinkProps {
  /** The page that shows it. */
  readonly to:
    | 'customers'
    | 'policies'
    | 'claims'
    | 'reports'
    | 'complaints'
    | 'service-requests'
    | 'conversations'
    | 'knowledge'
    | 'questionnaires'
    | 'follow-ups'
    | 'return-visits'
    | 'owner-events';
  /** What the API calls it by; null shows as a dash. */
  readonly no: string | null;
  readonly text?: string;
}

/** A link to the page of something with a number. */
export function CaseLink({ to, no, text }: CaseLinkProps) {
  if (no === null) return show(null);
  return <Link to={`/${to}/${encodeURIComponent(no)}`}>{text ?? no}</Link>;
}
