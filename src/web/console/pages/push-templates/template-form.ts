import type { z } from 'zod';
import type { template, templateInput } from '../../../../server/contract/outreach-words.ts';

type Template = z.infer<typeof template>;

/** What a form begins with: the version that is changed, or nothing but a first text. */
export function formOf(item: Template | undefined): object {
  if (item === undefined) return { pushClass: 'care', variants: [{ key: 'A' }], actions: [] };
  const { title, pushClass, occasion, variants, actions } = item;
  return {
    title,
    pushClass,
    ...(occasion === null ? {} : { occasion }),
    variants: variants.map(({ key, text, smsText }) => ({
      key,
      text,
      ...(smsText === null ? {} : { smsText }),
    })),
    actions,
  };
}

/** A form as the contract wants it: a short text that is empty is none. */
export function inputOf<T extends { readonly variants: z.infer<typeof templateInput>['variants'] }>(
  values: T,
): T {
  return {
    ...values,
    variants: values.variants.map(({ smsText, ...rest }) =>
      smsText === undefined || smsText === '' ? rest : { ...rest, smsText },
    ),
  };
}

/** Where a variable goes in a text, and where the cursor is then. */
export function insertAt(
  text: string,
  at: { readonly from: number; readonly to: number },
  placeholder: string,
): { readonly text: string; readonly cursor: number } {
  return {
    text: text.slice(0, at.from) + placeholder + text.slice(at.to),
    cursor: at.from + placeholder.length,
  };
}

/** `knowledge:traffic` as its name and what it is about. */
export function splitAction(action: string): { readonly name: string; readonly subject: string } {
  const [name = '', ...subject] = action.split(':');
  return { name, subject: subject.join(':') };
}

/** The other way round. */
export function joinAction(name: string, subject: string): string {
  return subject.trim() === '' ? name : `${name}:${subject.trim()}`;
}
