import { type FormEvent, useState } from 'react';
import { ask } from '../api.ts';
import { TICKET_COPY } from '../copy-ticket.ts';
import { checkInSchema } from './ticket.ts';

interface CheckInProps {
  /** Of the ticket, below /api/forms. */
  readonly path: string;
  readonly onDone: () => void;
}

const CODE = /^\d{6}$/;

/** Letting oneself in with the six digits on the screen at the door. */
export function CheckIn({ path, onDone }: CheckInProps) {
  const words = TICKET_COPY.checkIn;
  const [code, setCode] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isAsking) return;
    if (!CODE.test(code)) return setProblem(words.problems.digits);
    setAsking(true);
    setProblem(undefined);
    const body = { code };
    const answer = await ask({
      path: `${path}/check-in`,
      method: 'POST',
      body,
      schema: checkInSchema,
    });
    setAsking(false);
    if (answer.kind === 'failed') {
      return setProblem(answer.failure === 'busy' ? words.problems.busy : words.problems.lost);
    }
    const { result } = answer.value;
    if (result === 'wrong_code' || result === 'too_early') return setProblem(words.results[result]);
    // The ticket itself says what it is now.
    onDone();
  };
  return (
    <form className="card check-in" onSubmit={(event) => void submit(event)}>
      <h2>{words.title}</h2>
      <p className="check-in-text">{words.text}</p>
      <div className="check-in-row">
        <input
          className="field check-in-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          aria-label={words.label}
          value={code}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        />
        <button type="submit" className="button button-main" disabled={isAsking}>
          {words.button}
        </button>
      </div>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
