import type { PageProps } from '../../page-props.ts';
import { TemplateList } from './template-list.tsx';
import { TemplateView } from './template-view.tsx';

/** The words of pushes, and each version with its review. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <TemplateList /> : <TemplateView key={rest} id={rest} />;
}
