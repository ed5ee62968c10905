import { useState } from 'react';
import type { FormBrand } from '../brand.ts';
import { COPY } from '../copy.ts';
import { SURVEY_COPY, type SurveyWords } from '../copy-survey.ts';
import { FailureCard } from '../parts/failure-card.tsx';
import { Frame, Waiting } from '../parts/frame.tsx';
import { HeartIcon } from '../parts/icons.tsx';
import { StateCard } from '../parts/state-card.tsx';
import { Asking } from './asking.tsx';
import { Done } from './done.tsx';
import type { SurveyForm } from './survey-form.ts';
import { type Survey, useSurvey } from './use-survey.ts';

type Locale = SurveyForm['locale'];

interface SurveyPageProps {
  readonly brand: FormBrand;
  readonly token: string;
}

/** A questionnaire, one question at a time. */
export function SurveyPage({ brand, token }: SurveyPageProps) {
  const [locale, setLocale] = useState<Locale>(preferredLocale);
  const survey = useSurvey(token, locale);
  const words = SURVEY_COPY[locale];
  const { loaded } = survey;
  const title = loaded.kind === 'ok' ? loaded.value.title : undefined;
  return (
    <Frame
      brand={brand}
      words={words.frame}
      title={title}
      aside={
        <button
          type="button"
          className="top-language"
          onClick={() => {
            const other = locale === 'en' ? 'zh-CN' : 'en';
            document.documentElement.lang = other;
            setLocale(other);
          }}
        >
          {words.other}
        </button>
      }
    >
      <Inside brand={brand} survey={survey} words={words} />
    </Frame>
  );
}

/** Chinese unless the phone speaks none at all. */
function preferredLocale(): Locale {
  const isChinese = navigator.languages.some((one) => one.toLowerCase().startsWith('zh'));
  const locale = isChinese || navigator.languages.length === 0 ? 'zh-CN' : 'en';
  document.documentElement.lang = locale;
  return locale;
}

interface InsideProps {
  readonly brand: FormBrand;
  readonly survey: Survey;
  readonly words: SurveyWords;
}

function Inside({ brand, survey, words }: InsideProps) {
  const { loaded, question, reload } = survey;
  if (loaded.kind === 'loading') return <Waiting words={words.frame} />;
  if (loaded.kind === 'failed') {
    const { failure } = loaded;
    const isOver = failure === 'over';
    const isUnknown = failure === 'unknown' || failure === 'wrong';
    return (
      <FailureCard
        failure={failure}
        words={isOver ? words.over : isUnknown ? words.unknown : COPY.failures[failure]}
        hotline={brand.hotline}
        onRetry={reload}
        {...(isOver ? { chat: words.chat } : {})}
      />
    );
  }
  const form = loaded.value;
  if (form.state === 'refused') {
    return <StateCard icon={<HeartIcon />} tone="soft" {...words.refused} />;
  }
  if (form.state === 'closed' || question === undefined) {
    return <Done form={form} survey={survey} words={words} />;
  }
  return <Asking key={question.id} form={form} question={question} survey={survey} words={words} />;
}
