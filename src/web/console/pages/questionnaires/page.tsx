import type { PageProps } from '../../page-props.ts';
import { QuestionnaireList } from './questionnaire-list.tsx';
import { QuestionnaireView } from './questionnaire-view.tsx';

/** What customers are asked, and what they answered. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <QuestionnaireList /> : <QuestionnaireView key={rest} id={rest} />;
}
