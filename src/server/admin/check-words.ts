import { checkText } from '../../domain/handoff/check-text.ts';
import { AppError } from '../../lib/errors.ts';

/**
 * Refuses words that must not be sent, and those that the agent has not said to mean. Answers which warnings they
 * read. A warning may be tried again with the same Idempotency-Key, since 409 is not kept.
 */
export function checkWords(message: {
  readonly text?: string | undefined;
  readonly acceptsWarnings?: boolean | undefined;
}): readonly string[] {
  const findings = checkText(message.text ?? '');
  const blocked = findings.filter(({ kind }) => kind === 'blocked');
  const isMeant = message.acceptsWarnings === true;
  if (blocked.length === 0 && (findings.length === 0 || isMeant)) {
    return findings.map(({ word }) => word);
  }
  const details = (blocked.length > 0 ? blocked : findings).map(({ word, why }) => ({
    path: 'body.text',
    problem: `${word}: ${why}`,
  }));
  throw blocked.length > 0
    ? new AppError('forbidden_words', 'some words must not be sent', { details })
    : new AppError('warning_words', 'send it again with acceptsWarnings when you mean it', {
        details,
      });
}
