import { BulbOutlined } from '@ant-design/icons';
import { Button, Tag, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { suggestion } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { type Loaded, useRequest } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';

const { composer } = DESK_COPY;
export type Suggestion = z.infer<typeof suggestion>;
const answer = z.object({ items: z.array(suggestion) });
const SHOWN_MAX = 3;

/** What one could answer to the newest words of the customer. */
export function useSuggestions(
  conversationId: string,
  lastSeq: number,
): Loaded<readonly Suggestion[]> {
  return useRequest(
    lastSeq === 0 ? undefined : `suggestions ${conversationId} ${lastSeq}`,
    async (signal) => {
      const { items } = await call({
        path: path`/conversations/${conversationId}/suggestions`,
        answer,
        signal,
      });
      return items.slice(0, SHOWN_MAX);
    },
  );
}

interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly onAdopt: (text: string) => void;
}

/** Suggested answers. They are put into the draft, never sent by themselves. */
export function Suggestions({ suggestions, onAdopt }: SuggestionsProps) {
  const [isAll, setAll] = useState(false);
  const [first] = suggestions;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, folded again.
  useEffect(() => setAll(false), [first?.text]);
  if (first === undefined) return null;
  const hidden = suggestions.length - 1;
  return (
    <section className="suggestions" aria-label={composer.suggestions}>
      <BulbOutlined />
      <ul>
        {(isAll ? suggestions : [first]).map(({ text, title, by }, at) => (
          <li key={text}>
            <Tooltip title={text} placement="topLeft">
              <span>
                {by === 'model' && <Tag>{composer.ai}</Tag>}
                <strong>{title}</strong> {text}
              </span>
            </Tooltip>
            <Button
              size="small"
              type="link"
              title={composer.adoptHint}
              onClick={() => onAdopt(text)}
            >
              {composer.adopt}
              {at === 0 && <kbd>Ctrl J</kbd>}
            </Button>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="small" type="text" onClick={() => setAll(!isAll)}>
          {isAll ? composer.fewerSuggestions : composer.moreSuggestions(hidden)}
        </Button>
      )}
    </section>
  );
}
