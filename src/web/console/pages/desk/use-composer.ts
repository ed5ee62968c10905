import { useRef, useState } from 'react';
import { newKey } from '../../api.ts';
import { type CannedListRef, useCanned } from './canned-list.tsx';
import type { TextAreaRef } from './composer-input.tsx';
import { cannedQueryOf, insertAt, verdictOf } from './composer-state.ts';
import { useSuggestions } from './suggestions.tsx';
import type { Outgoing } from './transcript-state.ts';
import { useDraft, useFindings } from './use-draft.ts';
import { useSend } from './use-send.tsx';
import type { Transcript } from './use-transcript.ts';
import { useUploads } from './use-uploads.ts';
import { useWindow } from './window-line.tsx';

interface ComposerOptions {
  readonly conversationId: string;
  readonly lastSeq: number;
  readonly onSend: Transcript['send'];
}

/** What the composer knows and does: the draft, where its words come from, what goes with it. */
export function useComposer({ conversationId, lastSeq, onSend }: ComposerOptions) {
  const draft = useDraft(conversationId);
  const findings = useFindings(draft.text);
  const uploads = useUploads(conversationId);
  const reach = useWindow(conversationId, lastSeq);
  const suggestions = useSuggestions(conversationId, lastSeq);
  const input = useRef<TextAreaRef>(null);
  const list = useRef<CannedListRef>(null);
  const [source, setSource] = useState<Outgoing['source']>('written');
  const [isListOpen, setListOpen] = useState(false);
  const maySend = reach.data?.maySend ?? true;
  const verdict = verdictOf({
    text: draft.text,
    hasFiles: uploads.uploads.some(({ state }) => state === 'ready'),
    isUploading: uploads.uploads.some(({ state }) => state === 'uploading'),
    maySend,
    findings,
  });
  const change = (text: string, from: Outgoing['source'] = source): void => {
    draft.change(text);
    setSource(text === '' ? 'written' : from);
  };
  /** Puts words where the cursor is; what was typed to look for them goes. */
  const insert = (words: string, from: Outgoing['source']): void => {
    const area = input.current?.resizableTextArea?.textArea;
    const isQuery = cannedQueryOf(draft.text) !== undefined;
    const end = draft.text.length;
    const cursor = { start: area?.selectionStart ?? end, end: area?.selectionEnd ?? end };
    const put = isQuery
      ? { text: words, cursor: words.length }
      : insertAt(draft.text, words, cursor);
    change(put.text, from);
    // Once the field shows the new words.
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(put.cursor, put.cursor);
    });
  };
  const go = (acceptsWarnings: boolean): void => {
    const text = draft.text.trim();
    void onSend({ key: newKey(), text, files: uploads.ready(), source, acceptsWarnings });
    change('');
    uploads.clearReady();
    input.current?.focus();
  };
  return {
    ...{ input, list, uploads, findings, verdict, change, insert },
    text: draft.text,
    reach: reach.data,
    canned: useCanned(),
    suggestions: suggestions.data ?? [],
    /** What canned answers are looked for with; undefined while their list is closed. */
    query: cannedQueryOf(draft.text) ?? (isListOpen ? '' : undefined),
    toggleList: (isOpen = !isListOpen) => setListOpen(isOpen),
    send: useSend({ text: draft.text, verdict, go }),
  };
}
