import { useMemo, useState } from 'react';
import { ShieldIcon } from '../../chat/components/icons.tsx';
import type { FormBrand } from '../brand.ts';
import { COPY } from '../copy.ts';
import { REFERRAL_COPY } from '../copy-referral.ts';
import { FailureCard } from '../parts/failure-card.tsx';
import { Frame, Waiting } from '../parts/frame.tsx';
import { LinkOffIcon } from '../parts/icons.tsx';
import { StateCard } from '../parts/state-card.tsx';
import { useLoaded } from '../use-loaded.ts';
import { After, type Outcome } from './after.tsx';
import type { Referral } from './referral.ts';
import { referralSchema } from './referral.ts';
import { ReferralForm } from './referral-form.tsx';
import { openWayBack } from './way-back.ts';

interface ReferralPageProps {
  readonly brand: FormBrand;
  readonly code: string;
}

/** A friend of a customer asks to be called, by their own hand, and may take it back. */
export function ReferralPage({ brand, code }: ReferralPageProps) {
  const path = `referrals/${encodeURIComponent(code)}`;
  const { loaded, reload } = useLoaded({ path, schema: referralSchema });
  const wayBack = useMemo(() => openWayBack(code), [code]);
  const [outcome, setOutcome] = useState<Outcome | undefined>(() => {
    const token = wayBack.read();
    return token === undefined ? undefined : { kind: 'taken', token };
  });
  const finish = (next: Outcome): void => {
    if (next.kind === 'taken') wayBack.keep(next.token);
    if (next.kind === 'withdrawn' || next.kind === 'too_late') wayBack.forget();
    setOutcome(next);
  };
  return (
    <Frame brand={brand} words={REFERRAL_COPY.frame} title={REFERRAL_COPY.title}>
      {outcome !== undefined ? (
        <After outcome={outcome} onOutcome={finish} hotline={brand.hotline} />
      ) : loaded.kind === 'loading' ? (
        <Waiting words={REFERRAL_COPY.frame} />
      ) : loaded.kind === 'ok' ? (
        <Invitation path={path} referral={loaded.value} onOutcome={finish} />
      ) : loaded.failure === 'unknown' || loaded.failure === 'wrong' ? (
        <FailureCard
          words={REFERRAL_COPY.unknown}
          hotline={brand.hotline}
          chat={REFERRAL_COPY.chat}
        />
      ) : (
        <FailureCard
          failure={loaded.failure}
          words={COPY.failures[loaded.failure]}
          hotline={brand.hotline}
          onRetry={reload}
        />
      )}
    </Frame>
  );
}

interface InvitationProps {
  readonly path: string;
  readonly referral: Referral;
  readonly onOutcome: (outcome: Outcome) => void;
}

function Invitation({ path, referral, onOutcome }: InvitationProps) {
  const consent = REFERRAL_COPY.consent(referral.consentVersion, referral);
  if (consent === undefined) {
    const { title, text, retry } = REFERRAL_COPY.outdated;
    return (
      <StateCard icon={<LinkOffIcon />} tone="warn" title={title} text={text}>
        <button
          type="button"
          className="button button-main"
          onClick={() => window.location.reload()}
        >
          {retry}
        </button>
      </StateCard>
    );
  }
  return (
    <section className="card referral">
      <div className="referral-head">
        <span className="referral-mark">
          <ShieldIcon />
        </span>
        <p className="referral-by">{REFERRAL_COPY.invited(referral.invitedBy)}</p>
        <h1>{referral.company}</h1>
        <p className="referral-intro">{REFERRAL_COPY.intro}</p>
      </div>
      <ReferralForm path={path} referral={referral} consent={consent} onOutcome={onOutcome} />
    </section>
  );
}
