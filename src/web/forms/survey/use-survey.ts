import { useEffect, useState } from 'react';
import { ask, type Failure } from '../api.ts';
import { type Loaded, useLoaded } from '../use-loaded.ts';
import {
  type SurveyForm,
  type SurveyQuestion,
  type SurveyValue,
  surveyFormSchema,
} from './survey-form.ts';

type Locale = SurveyForm['locale'];

/** What somebody does on the page and the server is told. */
type Act =
  | { readonly kind: 'answer'; readonly questionId: string; readonly value: SurveyValue }
  | { readonly kind: 'call_back' }
  | { readonly kind: 'refuse' };

export interface Survey {
  readonly loaded: Loaded<SurveyForm>;
  readonly reload: () => void;
  /** The question that is shown; undefined: it is done. */
  readonly question: SurveyQuestion | undefined;
  /** Which one it is, from 0. */
  readonly at: number;
  readonly isSaving: boolean;
  /** What was not saved; `retry` does it again. */
  readonly problem: 'lost' | 'busy' | 'wrong' | undefined;
  readonly retry: () => void;
  readonly wantsAnonymity: boolean;
  readonly setAnonymity: (wants: boolean) => void;
  readonly answer: (value: SurveyValue) => void;
  /** On to the next one as it was answered before. */
  readonly keep: () => void;
  readonly back: () => void;
  readonly edit: () => void;
  readonly refuse: () => void;
  readonly callBack: () => void;
  readonly hasCallBack: boolean;
}

/** Twice is as good as once for all of it. */
const TRIES_MAX = 3;

/** The survey behind a token: where somebody is, and saving each answer as it is given. */
export function useSurvey(token: string, locale: Locale): Survey {
  const base = `surveys/${encodeURIComponent(token)}`;
  const { loaded, reload, set } = useLoaded({
    path: `${base}?locale=${locale}`,
    schema: surveyFormSchema,
  });
  const form = loaded.kind === 'ok' ? loaded.value : undefined;
  // Undefined: wherever the answers lead.
  const [place, setPlace] = useState<number>();
  const [wantsAnonymity, setAnonymity] = useState(false);
  const [hasCallBack, setHasCallBack] = useState(false);
  const at = form === undefined ? 0 : placeIn(form, place);
  const isAnonymous = wantsAnonymity && form?.isAnonymous === false;
  const saving = useSaving({
    base,
    common: { locale, ...(isAnonymous ? { isAnonymous } : {}) },
    onSaved: (act, saved) => {
      set(saved);
      if (act.kind === 'call_back') setHasCallBack(true);
      if (act.kind === 'answer') setPlace(at + 1);
    },
    // Answered elsewhere, or over meanwhile: what is there says so better than any message.
    onOver: reload,
  });
  const question = form === undefined ? undefined : questionAt(form, at);
  return {
    ...saving,
    loaded,
    reload,
    question,
    at,
    wantsAnonymity,
    setAnonymity,
    answer: (value) =>
      question !== undefined && saving.start({ kind: 'answer', questionId: question.id, value }),
    keep: () => setPlace(at + 1),
    back: () => {
      saving.forget();
      setPlace(Math.max(0, at - 1));
    },
    edit: () => setPlace(0),
    refuse: () => saving.start({ kind: 'refuse' }),
    callBack: () => saving.start({ kind: 'call_back' }),
    hasCallBack,
  };
}

interface SavingDeps {
  /** Of the survey, below /api/forms. */
  readonly base: string;
  /** Sent with every answer. */
  readonly common: object;
  readonly onSaved: (act: Act, saved: SurveyForm) => void;
  readonly onOver: () => void;
}

/** One act at a time; what failed is kept and done again when somebody says so or the network is back. */
function useSaving({ base, common, onSaved, onOver }: SavingDeps) {
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<{ readonly act: Act; readonly failure: Failure }>();
  const run = async (act: Act): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    setFailed(undefined);
    const answer = await ask({ ...toRequest(base, act, common), triesMax: TRIES_MAX });
    setSaving(false);
    if (answer.kind === 'ok') onSaved(act, answer.value);
    else if (isOver(answer.failure)) onOver();
    else setFailed({ act, failure: answer.failure });
  };
  const start = (act: Act): void => {
    void run(act);
  };
  useEffect(() => {
    if (failed?.failure !== 'lost') return;
    const again = (): void => start(failed.act);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  });
  return {
    isSaving,
    problem: failed === undefined ? undefined : problemOf(failed.failure),
    start,
    retry: () => failed !== undefined && start(failed.act),
    forget: () => setFailed(undefined),
  };
}

/** Whole surveys open at their end; others where they were left. Nobody is further than their answers lead. */
function placeIn({ answeredIds }: SurveyForm, place: number | undefined): number {
  return Math.min(place ?? answeredIds.length, answeredIds.length);
}

function questionAt(form: SurveyForm, at: number): SurveyQuestion | undefined {
  const id = form.answeredIds[at] ?? form.nextQuestionId;
  return form.questions.find((one) => one.id === id);
}

function toRequest(base: string, act: Act, common: object) {
  const schema = surveyFormSchema;
  switch (act.kind) {
    case 'refuse':
      return { path: `${base}/refuse`, method: 'POST', schema } as const;
    case 'call_back':
      return {
        path: `${base}/answers`,
        method: 'PUT',
        body: { ...common, values: {}, wantsCallBack: true },
        schema,
      } as const;
    case 'answer':
      return {
        path: `${base}/answers`,
        method: 'PUT',
        body: { ...common, values: { [act.questionId]: act.value } },
        schema,
      } as const;
  }
}

function isOver(failure: Failure): boolean {
  return failure === 'closed' || failure === 'over' || failure === 'unknown';
}

function problemOf(failure: Failure): Survey['problem'] {
  if (failure === 'busy' || failure === 'wrong') return failure;
  return 'lost';
}
