import type { SurveyWords } from '../copy-survey.ts';
import { CheckIcon } from '../parts/icons.tsx';
import type { SurveyQuestion, SurveyValue } from './survey-form.ts';

interface ChoiceProps {
  readonly question: SurveyQuestion;
  readonly value: SurveyValue | undefined;
  readonly words: SurveyWords;
  readonly onDraft: (value: SurveyValue) => void;
  readonly onGive: (value: SurveyValue) => void;
}

/** One of several is given by the tap; several of several are only marked by it. */
export function Choice({ question, value, words, onDraft, onGive }: ChoiceProps) {
  const { id, options, isMultiple } = question;
  const chosen = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  const toggle = (option: string): void => {
    const rest = chosen.filter((one) => one !== option);
    onDraft(rest.length < chosen.length ? rest : [...rest, option]);
  };
  return (
    <>
      {isMultiple && <p className="asking-hint">{words.hints.several}</p>}
      <fieldset className="choice" aria-labelledby={`question-${id}`}>
        {options.map((option) => (
          <button
            key={option.id}
            type="button"
            className={`option${isMultiple ? ' option-several' : ''}`}
            aria-pressed={chosen.includes(option.id)}
            onClick={() => (isMultiple ? toggle(option.id) : onGive(option.id))}
          >
            <span className="option-mark">
              <CheckIcon />
            </span>
            <span>{option.label}</span>
          </button>
        ))}
      </fieldset>
    </>
  );
}
