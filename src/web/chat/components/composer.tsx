import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { COPY } from '../copy.ts';
import { ACCEPTED } from '../photos/check-files.ts';
import { PhotoIcon, PinIcon, SendIcon } from './icons.tsx';

interface ComposerProps {
  readonly onSay: (text: string) => void;
  readonly onPick: (files: readonly File[]) => void;
  readonly onPlace: () => void;
}

/** As much as a person types in one go; the server takes 256 KiB. */
const TEXT_LENGTH_MAX = 2_000;
const ROWS_HEIGHT_MAX = 140;

/** Where the focus goes back to when the sheet that it opens is closed. */
export const PLACE_BUTTON_ID = 'composer-place';

/** The input row: photos, place, words, send. */
export function Composer({ onSay, onPick, onPlace }: ComposerProps) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const words = text.trim();
  const isTooLong = words.length > TEXT_LENGTH_MAX;
  useGrow(input, text);

  const say = (): void => {
    if (words === '' || isTooLong) return;
    onSay(words);
    setText('');
    // A tap on the button must not fold the phone's keyboard away.
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    say();
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const files = Array.from(event.clipboardData.files);
    if (files.length === 0) return;
    event.preventDefault();
    onPick(files);
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      {isTooLong && (
        <p className="composer-problem" role="alert">
          {COPY.composer.tooLong(TEXT_LENGTH_MAX)}
        </p>
      )}
      <PickButton onPick={onPick} />
      <PlaceButton onPlace={onPlace} />
      <textarea
        ref={input}
        id="composer-input"
        className="composer-input"
        rows={1}
        value={text}
        placeholder={COPY.composer.placeholder}
        aria-label={COPY.composer.label}
        enterKeyHint="send"
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <button
        type="submit"
        className="send"
        aria-label={COPY.composer.send}
        disabled={words === '' || isTooLong}
      >
        <SendIcon />
      </button>
    </form>
  );
}

function PlaceButton({ onPlace }: Pick<ComposerProps, 'onPlace'>) {
  return (
    <button
      type="button"
      id={PLACE_BUTTON_ID}
      className="pick"
      aria-label={COPY.composer.place}
      onClick={onPlace}
    >
      <PinIcon />
    </button>
  );
}

function PickButton({ onPick }: Pick<ComposerProps, 'onPick'>) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="pick"
        aria-label={COPY.composer.photo}
        onClick={() => picker.current?.click()}
      >
        <PhotoIcon />
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        onChange={(event) => {
          const files = Array.from(event.target.files ?? []);
          // So that the same photo can be picked again after it was removed.
          event.target.value = '';
          if (files.length > 0) onPick(files);
        }}
      />
    </>
  );
}

/** Enter picks a word while pinyin is being composed; Safari tells it only by key code 229. */
function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

function useGrow(input: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const area = input.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, ROWS_HEIGHT_MAX)}px`;
  }, [input, text]);
}
