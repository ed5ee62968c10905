import { useCallback, useRef } from 'react';
import { newKey } from '../api.ts';

/** The key of a write: the same while the same is tried again, so that what got through is not done twice. */
export function useIdempotencyKey(): (body: unknown) => string {
  const last = useRef<{ readonly body: string; readonly key: string }>(undefined);
  return useCallback((body: unknown) => {
    const text = JSON.stringify(body);
    if (last.current?.body !== text) last.current = { body: text, key: newKey() };
    return last.current.key;
  }, []);
}
