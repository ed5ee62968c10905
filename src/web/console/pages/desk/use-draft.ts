import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { type textCheckInput, textFinding } from '../../../../server/contract/handoff.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { openStore } from '../../storage.ts';
import { useRequest } from '../../use-request.ts';
import type { Finding } from './composer-state.ts';

const CHECK_CALM_MS = 350;
const TYPING_EVERY_MS = 3000;
const findings = z.object({ items: z.array(textFinding) });
const NOTHING: readonly Finding[] = [];

/** Which words of a text must not be sent, or only with care. */
export async function checkText(text: string, signal?: AbortSignal): Promise<readonly Finding[]> {
  const body: z.infer<typeof textCheckInput> = { text };
  const { items } = await call({
    method: 'POST',
    path: '/texts/check',
    body,
    answer: findings,
    signal,
  });
  return items;
}

/** The unsent words of a conversation; kept until the tab is closed. */
export function useDraft(conversationId: string) {
  const [store] = useState(() => openStore('session'));
  const key = `draft.${conversationId}`;
  const [text, setText] = useState(() => store.read(key) ?? '');
  const change = useCallback(
    (next: string) => {
      setText(next);
      store.write(key, next === '' ? undefined : next);
    },
    [store, key],
  );
  return { text, change };
}

/** What is wrong with the words, a moment after the last key. A check that fails says nothing: sending checks again. */
export function useFindings(text: string): readonly Finding[] {
  const [calm, setCalm] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text.trim()), CHECK_CALM_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const checked = useRequest(calm === '' ? undefined : `check ${calm}`, (signal) =>
    checkText(calm, signal),
  );
  return calm === text.trim() ? (checked.data ?? NOTHING) : NOTHING;
}

/** Tells the customer that somebody writes, at most every three seconds. */
export function useTyping(conversationId: string): () => void {
  const toldAt = useRef(0);
  return useCallback(() => {
    const now = Date.now();
    if (now - toldAt.current < TYPING_EVERY_MS) return;
    toldAt.current = now;
    call({
      method: 'POST',
      path: path`/conversations/${conversationId}/typing`,
      answer: NO_CONTENT,
    }).catch(() => undefined); // Three dots are not worth a word when they fail.
  }, [conversationId]);
}
