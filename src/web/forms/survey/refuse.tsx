import { useState } from 'react';
import type { SurveyWords } from '../copy-survey.ts';
import type { Survey } from './use-survey.ts';

interface RefuseProps {
  readonly survey: Survey;
  readonly words: SurveyWords;
}

/** To want nothing of it takes two taps: it cannot be undone. */
export function Refuse({ survey, words: { refuse } }: RefuseProps) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <button type="button" className="refuse-link" onClick={() => setAsked(true)}>
        {refuse.link}
      </button>
    );
  }
  return (
    <section className="refuse" role="alertdialog" aria-labelledby="refuse-title">
      <h2 id="refuse-title">{refuse.title}</h2>
      <p>{refuse.text}</p>
      <div className="refuse-buttons">
        <button type="button" className="button" disabled={survey.isSaving} onClick={survey.refuse}>
          {refuse.yes}
        </button>
        <button type="button" className="button button-main" onClick={() => setAsked(false)}>
          {refuse.no}
        </button>
      </div>
    </section>
  );
}
