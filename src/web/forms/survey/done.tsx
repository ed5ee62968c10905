import { useState } from 'react';
import { PhoneIcon } from '../../chat/components/icons.tsx';
import type { SurveyWords } from '../copy-survey.ts';
import { ChatIcon, CheckIcon, PenIcon } from '../parts/icons.tsx';
import { StateCard } from '../parts/state-card.tsx';
import type { SurveyForm } from './survey-form.ts';
import type { Survey } from './use-survey.ts';

interface DoneProps {
  readonly form: SurveyForm;
  readonly survey: Survey;
  readonly words: SurveyWords;
}

/** Thanks. Whoever is not content is offered what helps, and pressed into nothing. */
export function Done({ form, survey, words }: DoneProps) {
  const { done } = words;
  if (form.state === 'closed') {
    return (
      <StateCard icon={<CheckIcon />} tone="good" title={done.againTitle} text={done.closedText} />
    );
  }
  const isLow = form.offersHelp;
  return (
    <>
      <StateCard
        icon={isLow ? <ChatIcon /> : <CheckIcon />}
        tone={isLow ? 'soft' : 'good'}
        title={isLow ? done.lowTitle : done.title}
        text={isLow ? done.lowText : done.text}
      >
        {isLow && <Help form={form} survey={survey} words={words} />}
      </StateCard>
      <div className="edit">
        <button type="button" className="step" onClick={survey.edit}>
          <PenIcon />
          {done.edit}
        </button>
        <p>{done.editNote}</p>
      </div>
    </>
  );
}

function Help({ form, survey, words }: DoneProps) {
  const { help } = words;
  const [isFine, setFine] = useState(false);
  if (survey.hasCallBack || isFine) {
    return (
      <p className="help-done" role="status">
        {isFine && !survey.hasCallBack ? help.fine : help.called(form.callBackHours)}
      </p>
    );
  }
  return (
    <div className="help">
      <h2>{help.title}</h2>
      <p className="help-text">{help.text}</p>
      <button type="button" className="offer" disabled={survey.isSaving} onClick={survey.callBack}>
        <PhoneIcon />
        <span>
          <span className="offer-title">{help.callBack}</span>
          <span className="offer-note">{help.callBackNote(form.callBackHours)}</span>
        </span>
      </button>
      <a className="offer" href="/">
        <PenIcon />
        <span>
          <span className="offer-title">{help.complain}</span>
          <span className="offer-note">{help.complainNote}</span>
        </span>
      </a>
      <button type="button" className="offer offer-plain" onClick={() => setFine(true)}>
        {help.nothing}
      </button>
      {survey.problem !== undefined && (
        <p className="problem" role="alert">
          {words.problems[survey.problem]}
        </p>
      )}
    </div>
  );
}
