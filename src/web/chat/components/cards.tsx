import type { CardPayload } from '../../../server/contract/card.ts';
import { COPY } from '../copy.ts';
import { AlertIcon, CheckIcon, PhoneIcon } from './icons.tsx';

type Of<K extends CardPayload['kind']> = Extract<CardPayload, { readonly kind: K }>;
type Fact = Of<'receipt'>['facts'][number];

/** One of the desk's own cards. */
export function Card({ card }: { readonly card: CardPayload }) {
  switch (card.kind) {
    case 'progress':
      return <ProgressCard card={card} />;
    case 'checklist':
      return <ChecklistCard card={card} />;
    case 'receipt':
      return <ReceiptCard card={card} />;
  }
}

function ProgressCard({ card }: { readonly card: Of<'progress'> }) {
  return (
    <section className="card" aria-label={card.title}>
      <header className="card-head">
        <div>
          <h3 className="card-title">{card.title}</h3>
          {card.subtitle !== undefined && <p className="card-subtitle">{card.subtitle}</p>}
        </div>
        <span className={`badge badge-${card.tone}`}>{card.status}</span>
      </header>
      {card.steps.length > 0 && (
        <ol className="steps" aria-label={COPY.card.progress}>
          {card.steps.map((step) => (
            <li
              key={step.label}
              className={`step step-${step.state}`}
              aria-current={step.state === 'current' ? 'step' : undefined}
            >
              <span className="step-dot">{step.state === 'done' && <CheckIcon />}</span>
              <span className="step-label">
                {step.label}
                <span className="visually-hidden">，{COPY.card.step[step.state]}</span>
              </span>
              {step.at !== undefined && <span className="step-at">{step.at}</span>}
            </li>
          ))}
        </ol>
      )}
      <Facts facts={card.facts} />
    </section>
  );
}

function ChecklistCard({ card }: { readonly card: Of<'checklist'> }) {
  return (
    <section className="card" aria-label={card.title}>
      <h3 className="card-title">{card.title}</h3>
      <ul className="checklist">
        {card.items.map((item) => (
          <li key={item.label} className={`check check-${item.state}`}>
            <span className="check-mark">
              {item.state === 'received' && <CheckIcon />}
              {item.state === 'rejected' && <AlertIcon />}
            </span>
            <span className="check-label">{item.label}</span>
            <span className="check-state">{COPY.card.item[item.state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReceiptCard({ card }: { readonly card: Of<'receipt'> }) {
  return (
    <section className="card" aria-label={card.title}>
      <h3 className="card-title">{card.title}</h3>
      <Facts facts={card.facts} isReceipt />
      {card.total !== undefined && (
        <p className="receipt-total">
          <span>{card.total.label}</span>
          <strong>{card.total.value}</strong>
        </p>
      )}
    </section>
  );
}

function Facts({
  facts,
  isReceipt = false,
}: {
  readonly facts: readonly Fact[];
  readonly isReceipt?: boolean;
}) {
  if (facts.length === 0) return null;
  return (
    <dl className={isReceipt ? 'facts facts-receipt' : 'facts'}>
      {facts.map((fact) => (
        <div key={fact.label} className="fact">
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
          {fact.phone !== undefined && (
            <dd className="fact-call">
              <a
                className="call-pill"
                href={`tel:${fact.phone}`}
                aria-label={COPY.card.callNumber(fact.phone)}
              >
                <PhoneIcon />
                {fact.phone}
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
