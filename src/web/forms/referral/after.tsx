import { useState } from 'react';
import { PhoneIcon } from '../../chat/components/icons.tsx';
import { ask } from '../api.ts';
import { REFERRAL_COPY } from '../copy-referral.ts';
import { CheckIcon } from '../parts/icons.tsx';
import { StateCard } from '../parts/state-card.tsx';
import { telephone } from '../parts/telephone.ts';
import { withdrawnSchema } from './referral.ts';

/** What came of it. `too_late`: it was taken back before, or the desk is done with it. */
export type Outcome =
  | { readonly kind: 'taken'; readonly token: string }
  | { readonly kind: 'already' | 'withdrawn' | 'too_late' };

interface AfterProps {
  readonly outcome: Outcome;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly hotline: string;
}

/** Thanks, and the way back. */
export function After({ outcome, onOutcome, hotline }: AfterProps) {
  switch (outcome.kind) {
    case 'taken':
      return (
        <>
          <StateCard key="taken" icon={<CheckIcon />} tone="good" {...REFERRAL_COPY.taken} />
          <Withdraw token={outcome.token} onOutcome={onOutcome} />
        </>
      );
    case 'already':
      return (
        <StateCard key="already" icon={<CheckIcon />} tone="soft" {...REFERRAL_COPY.already}>
          <Call hotline={hotline} />
        </StateCard>
      );
    case 'withdrawn':
      return <StateCard key="back" icon={<CheckIcon />} tone="soft" {...REFERRAL_COPY.withdrawn} />;
    case 'too_late':
      return (
        <StateCard key="late" icon={<CheckIcon />} tone="soft" {...REFERRAL_COPY.tooLate}>
          <Call hotline={hotline} />
        </StateCard>
      );
  }
}

function Call({ hotline }: { readonly hotline: string }) {
  if (hotline === '') return null;
  return (
    <div className="state-buttons">
      <a className="button" href={telephone(hotline)}>
        <PhoneIcon />
        {hotline}
      </a>
    </div>
  );
}

/** Two taps: what is deleted stays deleted. */
function Withdraw({
  token,
  onOutcome,
}: Omit<AfterProps, 'outcome' | 'hotline'> & { readonly token: string }) {
  const words = REFERRAL_COPY.withdraw;
  const [isAsked, setAsked] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const withdraw = async (): Promise<void> => {
    if (!isAsked) return setAsked(true);
    setAsking(true);
    setFailed(false);
    const path = `referral-withdrawals/${encodeURIComponent(token)}`;
    const answer = await ask({ path, method: 'POST', schema: withdrawnSchema, triesMax: 2 });
    setAsking(false);
    if (answer.kind === 'ok') {
      return onOutcome({ kind: answer.value.result === 'withdrawn' ? 'withdrawn' : 'too_late' });
    }
    if (answer.failure === 'unknown') return onOutcome({ kind: 'too_late' });
    setFailed(true);
  };
  return (
    <section className="withdraw">
      <p>{words.note}</p>
      <button type="button" className="button" disabled={isAsking} onClick={() => void withdraw()}>
        {isAsked ? words.sure : words.button}
      </button>
      {hasFailed && (
        <p className="problem" role="alert">
          {words.problem}
        </p>
      )}
    </section>
  );
}
