import { useCallback } from 'react';
import { navigate, usePlace } from '../router.tsx';

/** Filters that live in the address: a link to a filtered list shows the same list. */
export function useQueryState(): {
  readonly read: (name: string) => string | undefined;
  readonly write: (changes: Readonly<Record<string, string | undefined>>) => void;
} {
  const { path, query } = usePlace();
  const text = query.toString();
  const read = (name: string): string | undefined => query.get(name) ?? undefined;
  const write = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) => {
      const next = new URLSearchParams(text);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      navigate(next.size === 0 ? path : `${path}?${next}`, { isReplace: true });
    },
    [path, text],
  );
  return { read, write };
}

/** The value when it is one of the known keys; an address may hold anything. */
export function oneOf<T extends string>(
  labels: Readonly<Record<T, unknown>>,
  value: string | undefined,
): T | undefined {
  return Object.keys(labels).find((key): key is T => key === value);
}
