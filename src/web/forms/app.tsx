import type { Address } from './address.ts';
import { type FormBrand, useBrandColor } from './brand.ts';
import { COPY } from './copy.ts';
import { FailureCard } from './parts/failure-card.tsx';
import { Frame } from './parts/frame.tsx';
import { ReferralPage } from './referral/referral-page.tsx';
import { SurveyPage } from './survey/survey-page.tsx';
import { TicketPage } from './ticket/ticket-page.tsx';

export interface AppProps {
  readonly brand: FormBrand;
  readonly address: Address;
}

/** The page that a link opens. */
export function App({ brand, address }: AppProps) {
  useBrandColor(brand.color);
  switch (address.kind) {
    case 'survey':
      return <SurveyPage brand={brand} token={address.key} />;
    case 'ticket':
      return <TicketPage brand={brand} ticket={address.key} />;
    case 'referral':
      return <ReferralPage brand={brand} code={address.key} />;
    case 'none':
      return (
        <Frame brand={brand} words={COPY.frame}>
          <FailureCard words={COPY.failures.unknown} hotline={brand.hotline} />
        </Frame>
      );
  }
}
