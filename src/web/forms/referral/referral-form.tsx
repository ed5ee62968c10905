import { type FormEvent, useRef, useState } from 'react';
import { ask, type Failure } from '../api.ts';
import { REFERRAL_COPY } from '../copy-referral.ts';
import type { Outcome } from './after.tsx';
import { type Friend, faultOf, type Referral, takenSchema, toInput } from './referral.ts';

interface ReferralFormProps {
  readonly path: string;
  readonly referral: Referral;
  readonly consent: readonly string[];
  readonly onOutcome: (outcome: Outcome) => void;
}

const EMPTY: Friend = { name: '', phone: '', city: '', hasAgreed: false };

/** Name, phone, city, and a tick that only the friend sets. */
export function ReferralForm({ path, referral, consent, onOutcome }: ReferralFormProps) {
  const [friend, setFriend] = useState(EMPTY);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const { errors } = REFERRAL_COPY;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isAsking) return;
    const fault = faultOf(friend);
    if (fault !== undefined) {
      setProblem(errors[fault]);
      form.current?.querySelector<HTMLElement>(`[name="${fault}"]`)?.focus();
      return;
    }
    setAsking(true);
    setProblem(undefined);
    const body = toInput(friend, referral.consentVersion);
    const answer = await ask({ path, method: 'POST', body, schema: takenSchema });
    setAsking(false);
    if (answer.kind === 'failed') return setProblem(errors[errorOf(answer.failure)]);
    const { withdrawToken: token } = answer.value;
    onOutcome(token === null ? { kind: 'already' } : { kind: 'taken', token });
  };
  return (
    <form ref={form} className="referral-form" onSubmit={(event) => void submit(event)} noValidate>
      <Fields friend={friend} onChange={setFriend} />
      <section className="consent">
        <h2>{REFERRAL_COPY.consentTitle}</h2>
        <ul>
          {consent.map((line) => (
            <li key={line}>{line}</li>
          ))}
          <li>
            {REFERRAL_COPY.rewardLabel}
            {REFERRAL_COPY.reward[referral.reward]}
          </li>
        </ul>
      </section>
      <label className="agree">
        <input
          type="checkbox"
          name="consent"
          checked={friend.hasAgreed}
          onChange={(event) => setFriend({ ...friend, hasAgreed: event.target.checked })}
        />
        <span>{REFERRAL_COPY.agree}</span>
      </label>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="button button-main button-wide" disabled={isAsking}>
        {isAsking ? REFERRAL_COPY.submitting : REFERRAL_COPY.submit}
      </button>
    </form>
  );
}

interface FieldsProps {
  readonly friend: Friend;
  readonly onChange: (friend: Friend) => void;
}

function Fields({ friend, onChange }: FieldsProps) {
  const { labels, placeholders } = REFERRAL_COPY;
  return (
    <>
      <label className="labelled">
        <span>{labels.name}</span>
        <input
          className="field"
          name="name"
          autoComplete="name"
          maxLength={40}
          placeholder={placeholders.name}
          value={friend.name}
          onChange={(event) => onChange({ ...friend, name: event.target.value })}
        />
      </label>
      <label className="labelled">
        <span>{labels.phone}</span>
        <input
          className="field"
          name="phone"
          type="tel"
          autoComplete="tel"
          maxLength={20}
          placeholder={placeholders.phone}
          value={friend.phone}
          onChange={(event) => onChange({ ...friend, phone: event.target.value })}
        />
      </label>
      <label className="labelled">
        <span>{labels.city}</span>
        <input
          className="field"
          name="city"
          autoComplete="address-level2"
          maxLength={30}
          placeholder={placeholders.city}
          value={friend.city}
          onChange={(event) => onChange({ ...friend, city: event.target.value })}
        />
      </label>
    </>
  );
}

function errorOf(failure: Failure): keyof typeof REFERRAL_COPY.errors {
  switch (failure) {
    case 'busy':
    case 'lost':
    case 'wrong':
      return failure;
    case 'unknown':
    case 'over':
    case 'closed':
    case 'broken':
      return 'broken';
  }
}
