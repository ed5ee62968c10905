import { App, Button } from 'antd';
import { type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { cannedAnswerList, rendered } from '../../../../server/contract/setup.ts';
import { call, path } from '../../api.ts';
import { Failure, Waiting } from '../../components/states.tsx';
import { type Loaded, useAction, useRequest } from '../../use-request.ts';
import { type CannedAnswer, findCanned, quickReplies } from './composer-state.ts';
import { DESK_COPY } from './copy-desk.ts';

const { composer } = DESK_COPY;
type Canned = Loaded<readonly CannedAnswer[]>;

/** Every canned answer of the desk. */
export function useCanned(): Canned {
  return useRequest('canned answers', async (signal) => {
    const { items } = await call({ path: '/canned-answers', answer: cannedAnswerList, signal });
    return items;
  });
}

/** What the composer's keys do to the list. */
export interface CannedListRef {
  /** True when the key was for the list. */
  readonly onKey: (key: string) => boolean;
}

interface CannedListProps {
  readonly ref: Ref<CannedListRef>;
  readonly conversationId: string;
  readonly canned: Canned;
  readonly query: string;
  /** With the variables filled in. */
  readonly onChoose: (text: string) => void;
}

/** Canned answers over the composer: arrows choose, Enter inserts. */
export function CannedList({ ref, conversationId, canned, query, onChoose }: CannedListProps) {
  const { message } = App.useApp();
  const [at, setAt] = useState(0);
  const found = findCanned(canned.data ?? [], query);
  const choose = useAction(async ({ id }: CannedAnswer) => {
    const { text, missing } = await call({
      method: 'POST',
      path: path`/canned-answers/${id}/render`,
      body: { conversationId },
      answer: rendered,
    });
    if (missing.length > 0) void message.warning(composer.missing(missing.join('、')));
    onChoose(text);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, another first answer.
  useEffect(() => setAt(0), [query]);
  useImperativeHandle(ref, () => ({
    onKey: (key) => {
      const current = found[at];
      if (current === undefined) return false;
      if (key === 'ArrowDown') setAt((at + 1) % found.length);
      else if (key === 'ArrowUp') setAt((at - 1 + found.length) % found.length);
      else if (key === 'Enter' || key === 'Tab') void choose.run(current);
      else return false;
      return true;
    },
  }));
  return (
    <section className="canned" aria-label={composer.canned}>
      {canned.data === undefined && canned.error === undefined && <Waiting />}
      {canned.error !== undefined && canned.data === undefined && (
        <Failure what={composer.canned} error={canned.error} onRetry={canned.reload} />
      )}
      {canned.data !== undefined && found.length === 0 && <p>{composer.cannedNone}</p>}
      <ul>
        {found.map((answer, index) => (
          <li key={answer.id}>
            <button
              type="button"
              className={index === at ? 'is-current' : ''}
              aria-current={index === at}
              disabled={choose.isBusy}
              onClick={() => void choose.run(answer)}
            >
              <kbd>/{answer.shortcut}</kbd>
              <strong>{answer.title}</strong>
              <span>{withoutVariables(answer.text)}</span>
            </button>
          </li>
        ))}
      </ul>
      <small>{composer.cannedHint}</small>
    </section>
  );
}

/** What the list shows: the values come when an answer is chosen. */
function withoutVariables(text: string): string {
  return text.replaceAll(/\{\{[^{}]*\}\}/g, '…');
}

interface QuickRepliesProps {
  readonly canned: Canned;
  readonly onChoose: (text: string) => void;
}

/** The shortest canned answers, one click each. */
export function QuickReplies({ canned, onChoose }: QuickRepliesProps) {
  return (
    <span className="quick">
      {quickReplies(canned.data ?? []).map(({ id, title, text }) => (
        <Button key={id} size="small" title={text} onClick={() => onChoose(text)}>
          {title}
        </Button>
      ))}
    </span>
  );
}
