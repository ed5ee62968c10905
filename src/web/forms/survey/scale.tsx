import type { SurveyWords } from '../copy-survey.ts';
import type { SurveyQuestion, SurveyValue } from './survey-form.ts';

interface ScaleProps {
  readonly question: SurveyQuestion;
  readonly value: SurveyValue | undefined;
  readonly words: SurveyWords;
  readonly onGive: (value: number) => void;
}

/** Steps as big taps, from low to high, with what the ends mean. */
export function Scale({ question, value, words, onGive }: ScaleProps) {
  const { id, kind, scale, ends } = question;
  if (scale === null) return null;
  const { min, max } = scale;
  const steps = Array.from({ length: max - min + 1 }, (_, nth) => min + nth);
  const endOf = (step: number): string | undefined =>
    step === min ? ends?.low : step === max ? ends?.high : undefined;
  return (
    <div>
      <fieldset className={`scale scale-${kind}`} aria-labelledby={`question-${id}`}>
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            className="scale-step"
            aria-pressed={value === step}
            aria-label={words.scaleTap(step, endOf(step))}
            onClick={() => onGive(step)}
          >
            {kind === 'csat' && <Face step={step} />}
            <span>{step}</span>
          </button>
        ))}
      </fieldset>
      {ends !== null && (
        <p className="scale-ends" aria-hidden="true">
          <span>
            {min} {ends.low}
          </span>
          <span>
            {max} {ends.high}
          </span>
        </p>
      )}
    </div>
  );
}

/** From a bent mouth down to a bent mouth up: how deep it bends for each step. */
const MOUTHS = [-4, -2, 0, 2.4, 4.6];

function Face({ step }: { readonly step: number }) {
  const bend = MOUTHS[step - 1] ?? 0;
  return (
    <svg className="face" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="9.2" />
      <path d={`M7.6 ${15.4 - bend / 2} Q12 ${15.4 + bend} 16.4 ${15.4 - bend / 2}`} />
      <path d="M8.8 9.4v.9M15.2 9.4v.9" />
    </svg>
  );
}
