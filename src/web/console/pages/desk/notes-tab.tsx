import { Button, Input } from 'antd';
import { useState } from 'react';
import { pageOf } from '../../../../server/contract/common.ts';
import { note } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { Failure, Waiting } from '../../components/states.tsx';
import { useNow } from '../../desk-context.tsx';
import { formatMoment } from '../../format.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';

const { side } = DESK_COPY;
const NOTE_MAX = 2000;
const MINUTE_MS = 60_000;
const notesPage = pageOf(note);

interface NotesTabProps {
  readonly conversationId: string;
  readonly onAdded: () => void;
}

/** What colleagues wrote for colleagues. */
export function NotesTab({ conversationId, onAdded }: NotesTabProps) {
  const now = useNow(MINUTE_MS);
  const [text, setText] = useState('');
  const target = path`/conversations/${conversationId}/notes`;
  const notes = useRequest(
    `notes ${conversationId}`,
    (signal) => call({ path: target, answer: notesPage, signal }),
    { reloadOn: (event) => event.kind === 'note' && event.conversationId === conversationId },
  );
  const add = useAction(async () => {
    await call({ method: 'POST', path: target, body: { text: text.trim() }, answer: note });
    setText('');
    notes.reload();
    onAdded();
  });
  return (
    <div className="notes">
      <Input.TextArea
        value={text}
        rows={3}
        maxLength={NOTE_MAX}
        placeholder={side.noteHint}
        aria-label={side.noteAdd}
        onChange={({ target: { value } }) => setText(value)}
      />
      <Button disabled={text.trim() === ''} loading={add.isBusy} onClick={() => void add.run()}>
        {side.noteAdd}
      </Button>
      {notes.data === undefined && notes.error === undefined && <Waiting />}
      {notes.data === undefined && notes.error !== undefined && (
        <Failure what={side.failedNotes} error={notes.error} onRetry={notes.reload} />
      )}
      {notes.data?.items.length === 0 && <p className="packet-quiet">{side.noteNone}</p>}
      {notes.data?.items.map(({ id, authorName, text: words, at }) => (
        <article key={id}>
          <header>
            {authorName} · {formatMoment(at, now)}
          </header>
          {words}
        </article>
      ))}
    </div>
  );
}
