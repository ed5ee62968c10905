import type { LoadedList } from './use-list.ts';

/** A list that came with something else and is complete, for ListTable. */
export function wholeList<T>(
  items: readonly T[],
): Pick<LoadedList<T>, 'items' | 'error' | 'isLoading' | 'reload'> {
  return { items, error: undefined, isLoading: false, reload: () => undefined };
}
