import { Alert, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '../api.ts';
import { COPY } from '../copy.ts';
import { errorText } from '../error-text.ts';
import { formatTime } from '../format.ts';
import { type Me, signIn } from '../session.ts';

interface SignInProps {
  readonly brandName: string;
  readonly isExpired: boolean;
  readonly onSignedIn: (me: Me) => void;
}

/** The sign-in. A form with names that password managers know. */
export function SignIn({ brandName, isExpired, onSignedIn }: SignInProps) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const ids = { username: useId(), password: useId() };
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const username = String(data.get('username') ?? '').trim();
    const password = String(data.get('password') ?? '');
    if (username === '' || password === '') return setProblem(COPY.signIn.missing);
    setBusy(true);
    setProblem(undefined);
    try {
      onSignedIn(await signIn({ username, password }));
    } catch (error) {
      setBusy(false);
      setProblem(problemOf(error));
    }
  };
  return (
    <main className="sign-in">
      <form
        className="sign-in-card"
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault();
          // Never rejects: what goes wrong is shown.
          void submit(event.currentTarget);
        }}
      >
        <p className="sign-in-brand">{brandName}</p>
        <h1>{COPY.product}</h1>
        <p className="sign-in-lead">{COPY.signIn.lead}</p>
        <div aria-live="assertive">
          {problem !== undefined && <Alert type="error" showIcon title={problem} />}
          {problem === undefined && isExpired && (
            <Alert type="info" showIcon title={COPY.signIn.expired} />
          )}
        </div>
        <label htmlFor={ids.username}>{COPY.signIn.username}</label>
        <Input
          id={ids.username}
          name="username"
          size="large"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          maxLength={64}
        />
        <label htmlFor={ids.password}>{COPY.signIn.password}</label>
        <Input.Password
          id={ids.password}
          name="password"
          size="large"
          autoComplete="current-password"
          maxLength={256}
        />
        <Button type="primary" size="large" htmlType="submit" block loading={isBusy}>
          {isBusy ? COPY.signIn.submitting : COPY.signIn.submit}
        </Button>
      </form>
    </main>
  );
}

function problemOf(error: unknown): string {
  if (!(error instanceof ApiError)) return errorText(error);
  if (error.code === 'unauthenticated' || error.code === 'bad_request') return COPY.signIn.refused;
  if (error.code === 'too_many_requests' && error.retryAfterSeconds !== undefined) {
    const until = new Date(Date.now() + error.retryAfterSeconds * 1000 + 59_000);
    return COPY.signIn.lockedTill(formatTime(until.toISOString()));
  }
  return errorText(error);
}
