import { PhoneIcon } from '../../chat/components/icons.tsx';
import type { Failure } from '../api.ts';
import type { FailureWords } from '../copy.ts';
import { ClockIcon, CloudOffIcon, LinkOffIcon } from './icons.tsx';
import { StateCard } from './state-card.tsx';
import { telephone } from './telephone.ts';

interface FailureCardProps {
  readonly failure?: Failure;
  readonly words: FailureWords;
  readonly hotline: string;
  readonly onRetry?: () => void;
  /** A link to the online chat, where that helps. */
  readonly chat?: string;
}

/** Why there is nothing to see, and what to do. */
export function FailureCard({ failure, words, hotline, onRetry, chat }: FailureCardProps) {
  const { title, text, retry } = words;
  return (
    <StateCard icon={iconOf(failure)} tone="warn" title={title} text={text}>
      <div className="state-buttons">
        {retry !== undefined && onRetry !== undefined && (
          <button type="button" className="button button-main" onClick={onRetry}>
            {retry}
          </button>
        )}
        {chat !== undefined && (
          <a className="button button-main" href="/">
            {chat}
          </a>
        )}
        {hotline !== '' && (
          <a className="button" href={telephone(hotline)}>
            <PhoneIcon />
            {hotline}
          </a>
        )}
      </div>
    </StateCard>
  );
}

function iconOf(failure: Failure | undefined) {
  if (failure === 'over' || failure === 'busy') return <ClockIcon />;
  if (failure === 'lost' || failure === 'broken') return <CloudOffIcon />;
  return <LinkOffIcon />;
}
