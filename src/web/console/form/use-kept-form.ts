import { useState } from 'react';
import { openStore } from '../storage.ts';

export interface KeptForm {
  /** What was typed and not sent before; undefined: nothing. */
  readonly kept: Readonly<Record<string, unknown>> | undefined;
  readonly keep: (values: unknown) => void;
  readonly forget: () => void;
}

/** Keeps what is typed into a long form until it was sent, for as long as the tab lives. */
export function useKeptForm(name: string): KeptForm {
  const key = `form ${name}`;
  const [store] = useState(() => openStore('session'));
  const [kept] = useState(() => readKept(store.read(key)));
  return {
    kept,
    keep: (values) => store.write(key, JSON.stringify(values)),
    forget: () => store.write(key, undefined),
  };
}

/** An object as it was stored; undefined when it is none, or holds nothing. */
function readKept(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}
