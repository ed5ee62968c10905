import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SurveyWords } from '../copy-survey.ts';
import { BackIcon, CheckIcon } from '../parts/icons.tsx';
import { Choice } from './choice.tsx';
import { Refuse } from './refuse.tsx';
import { Scale } from './scale.tsx';
import type { SurveyForm, SurveyQuestion, SurveyValue } from './survey-form.ts';
import type { Survey } from './use-survey.ts';
import { Written } from './written.tsx';

export interface AskingProps {
  readonly form: SurveyForm;
  readonly question: SurveyQuestion;
  readonly survey: Survey;
  readonly words: SurveyWords;
}

/** One question. A tap on a step or an option is the answer; words and choices of several wait for the button. */
export function Asking({ form, question, survey, words }: AskingProps) {
  const before = form.answers[question.id];
  const [draft, setDraft] = useState<SurveyValue | undefined>(before);
  const { at, isSaving } = survey;
  const isLast = at + 1 >= form.progress.atMost;
  const give = (value: SurveyValue): void => {
    if (isSaving) return;
    setDraft(value);
    survey.answer(value);
  };
  return (
    <>
      <section className="card asking" aria-busy={isSaving}>
        <Progress form={form} at={at} words={words} />
        <Heading text={question.text} id={question.id} />
        <Taps question={question} draft={draft} words={words} onDraft={setDraft} onGive={give} />
        <Problem survey={survey} words={words} />
        <Steps
          survey={survey}
          words={words}
          onward={onwardOf({ question, draft, before, survey, give })}
          label={isLast ? words.submit : words.next}
          onSkip={() => give(null)}
        />
        <p className="asking-saved" role="status">
          {isSaving ? words.saving : at > 0 && survey.problem === undefined ? words.saved : ''}
        </p>
      </section>
      <Anonymity form={form} survey={survey} words={words} />
      {form.state === 'open' && <Refuse survey={survey} words={words} />}
    </>
  );
}

/** What the button does; undefined: there is none, because a tap does it or nothing is chosen yet. */
function onwardOf(given: {
  readonly question: SurveyQuestion;
  readonly draft: SurveyValue | undefined;
  readonly before: SurveyValue | undefined;
  readonly survey: Survey;
  readonly give: (value: SurveyValue) => void;
}): (() => void) | undefined {
  const { question, draft, before, survey, give } = given;
  const isTapped = question.kind !== 'text' && !question.isMultiple;
  if (isTapped) return before === undefined ? undefined : survey.keep;
  const isEmpty = draft === undefined || draft === null || draft.toString().trim() === '';
  if (isEmpty) return undefined;
  return () => give(typeof draft === 'string' ? draft.trim() : draft);
}

function Progress({
  form,
  at,
  words,
}: Pick<AskingProps, 'form' | 'words'> & { readonly at: number }) {
  const { atMost } = form.progress;
  return (
    <div className="progress-head">
      <p className="progress-title">{form.title}</p>
      <p className="progress-words">{words.progress(at + 1, atMost)}</p>
      <div
        className="progress-line"
        role="progressbar"
        aria-label={words.progressAria(at + 1, atMost)}
        aria-valuemin={0}
        aria-valuemax={atMost}
        aria-valuenow={at}
      >
        {Array.from({ length: atMost }, (_, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps are their places.
          <span key={nth} className={nth < at ? 'is-done' : nth === at ? 'is-now' : ''} />
        ))}
      </div>
    </div>
  );
}

/** The next question is read aloud: the focus goes to it, but not when the page opens. */
function Heading({ text, id }: { readonly text: string; readonly id: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement !== document.body || window.scrollY > 0) window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} id={`question-${id}`} tabIndex={-1} className="asking-text">
      {text}
    </h1>
  );
}

interface TapsProps {
  readonly question: SurveyQuestion;
  readonly draft: SurveyValue | undefined;
  readonly words: SurveyWords;
  readonly onDraft: (value: SurveyValue) => void;
  readonly onGive: (value: SurveyValue) => void;
}

function Taps({ question, draft, words, onDraft, onGive }: TapsProps): ReactNode {
  switch (question.kind) {
    case 'csat':
    case 'nps':
    case 'ces':
      return <Scale question={question} value={draft} words={words} onGive={onGive} />;
    case 'choice':
      return (
        <Choice question={question} value={draft} words={words} onDraft={onDraft} onGive={onGive} />
      );
    case 'text':
      return <Written question={question} value={draft} words={words} onDraft={onDraft} />;
  }
}

function Problem({ survey, words }: Pick<AskingProps, 'survey' | 'words'>) {
  if (survey.problem === undefined) return null;
  return (
    <div className="problem" role="alert">
      <p>{words.problems[survey.problem]}</p>
      {survey.problem !== 'wrong' && (
        <button type="button" className="problem-retry" onClick={survey.retry}>
          {words.retry}
        </button>
      )}
    </div>
  );
}

interface StepsProps {
  readonly survey: Survey;
  readonly words: SurveyWords;
  readonly onward: (() => void) | undefined;
  readonly label: string;
  readonly onSkip: () => void;
}

function Steps({ survey, words, onward, label, onSkip }: StepsProps) {
  const { at, isSaving } = survey;
  return (
    <div className="steps">
      {at > 0 && (
        <button type="button" className="step" disabled={isSaving} onClick={survey.back}>
          <BackIcon />
          {words.back}
        </button>
      )}
      <span className="steps-room" />
      {/* Nobody is forced: any question may be left out. */}
      {onward === undefined ? (
        <button type="button" className="step" disabled={isSaving} onClick={onSkip}>
          {words.skip}
        </button>
      ) : (
        <button
          type="button"
          className="button button-main step-onward"
          disabled={isSaving}
          onClick={onward}
        >
          {label}
        </button>
      )}
    </div>
  );
}

function Anonymity({ form, survey, words }: Pick<AskingProps, 'form' | 'survey' | 'words'>) {
  if (form.isAnonymous) {
    return (
      <p className="anonymous anonymous-is">
        <CheckIcon />
        {words.anonymous.is}
      </p>
    );
  }
  if (!form.offersAnonymity) return null;
  return (
    <label className="anonymous">
      <input
        type="checkbox"
        checked={survey.wantsAnonymity}
        onChange={(event) => survey.setAnonymity(event.target.checked)}
      />
      <span>
        <span className="anonymous-offer">{words.anonymous.offer}</span>
        <span className="anonymous-explain">{words.anonymous.explain}</span>
      </span>
    </label>
  );
}
