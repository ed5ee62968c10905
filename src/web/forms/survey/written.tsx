import type { SurveyWords } from '../copy-survey.ts';
import type { SurveyQuestion, SurveyValue } from './survey-form.ts';

/** Characters that the server takes. */
const LENGTH_MAX = 500;
/** From here on the count is shown. */
const COUNT_FROM = 400;

interface WrittenProps {
  readonly question: SurveyQuestion;
  readonly value: SurveyValue | undefined;
  readonly words: SurveyWords;
  readonly onDraft: (value: string) => void;
}

/** Somebody's own words. */
export function Written({ question, value, words, onDraft }: WrittenProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <>
      <p className="asking-hint">{words.hints.text}</p>
      <textarea
        className="field written"
        rows={4}
        maxLength={LENGTH_MAX}
        value={text}
        placeholder={words.hints.placeholder}
        aria-labelledby={`question-${question.id}`}
        onChange={(event) => onDraft(event.target.value)}
      />
      {text.length >= COUNT_FROM && (
        <p className="written-count">{words.count(text.length, LENGTH_MAX)}</p>
      )}
    </>
  );
}
