import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input, type InputRef } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { searchAnswer } from '../../../server/contract/setup.ts';
import { call } from '../api.ts';
import { COPY } from '../copy.ts';
import { errorText } from '../error-text.ts';
import { navigate } from '../router.tsx';
import { type Found, placeOf } from '../search-place.ts';
import { useRequest } from '../use-request.ts';

/** Asks the server after so long without a key, in milliseconds. */
const CALM_MS = 250;
const LENGTH_MIN = 2;

/** Searches everything. `/` and Ctrl+K go to it from anywhere. */
export function SearchField() {
  const [text, setText] = useState('');
  const query = useCalm(useDeferredValue(text.trim()), CALM_MS);
  const input = useRef<InputRef>(null);
  useSearchKeys(input);
  const found = useRequest(query.length < LENGTH_MIN ? undefined : `search ${query}`, (signal) =>
    call({ path: '/search', query: { q: query }, answer: searchAnswer, signal }),
  );
  const go = (place: string): void => {
    setText('');
    input.current?.blur();
    navigate(place);
  };
  return (
    <AutoComplete
      className="search-field"
      value={text}
      popupMatchSelectWidth={420}
      options={optionsOf(found.data?.items ?? [])}
      onSearch={setText}
      onSelect={(value: string) => go(value)}
      notFoundContent={query.length < LENGTH_MIN ? null : statusOf(found)}
    >
      <Input
        ref={input}
        prefix={<SearchOutlined />}
        suffix={<kbd>/</kbd>}
        placeholder={COPY.shell.search}
        aria-label={COPY.shell.search}
        maxLength={100}
        onKeyDown={(event) => {
          if (event.key === 'Escape') input.current?.blur();
          const isEnter = event.key === 'Enter' && !event.nativeEvent.isComposing;
          const hasChoice = event.currentTarget.getAttribute('aria-activedescendant') !== null;
          if (isEnter && !hasChoice && text.trim().length >= LENGTH_MIN) {
            go(`/search?q=${encodeURIComponent(text.trim())}`);
          }
        }}
      />
    </AutoComplete>
  );
}

function statusOf(found: { readonly isLoading: boolean; readonly error: unknown }): string {
  if (found.isLoading) return COPY.shell.searching;
  if (found.error !== undefined) return `${COPY.shell.searchFailed}：${errorText(found.error)}`;
  return COPY.shell.searchNone;
}

function optionsOf(items: readonly Found[]) {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    label: COPY.shell.searchKinds[kind],
    title: COPY.shell.searchKinds[kind],
    options: items
      .filter((item) => item.kind === kind)
      .map((item) => ({
        key: `${kind} ${item.ref}`,
        value: placeOf(item),
        label: (
          <span className="found">
            <strong>{item.title}</strong>
            <small>{item.detail}</small>
          </span>
        ),
      })),
  }));
}

/** The value once it stayed the same for a while. */
function useCalm(value: string, ms: number): string {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return calm;
}

function useSearchKeys(input: { readonly current: InputRef | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const isSlash = event.key === '/' && !isTyping(event.target);
      if (event.isComposing || !(isCommand || isSlash)) return;
      event.preventDefault();
      input.current?.focus({ cursor: 'all' });
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [input]);
}

/** True when a key goes into a field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
