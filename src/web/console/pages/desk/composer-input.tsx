import { type GetRef, Input } from 'antd';
import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { cannedQueryOf, TEXT_MAX } from './composer-state.ts';
import { DESK_COPY } from './copy-desk.ts';
import { useTyping } from './use-draft.ts';
import { useMedia } from './use-media.ts';

const { composer } = DESK_COPY;

/** The field, as its ref gives it. */
export type TextAreaRef = GetRef<typeof Input.TextArea>;

/** What Safari says instead of `isComposing` for the Enter that ends a word of pinyin. */
const COMPOSING_KEY_CODE = 229;
/** Wide enough for a computer, whose keys are worth naming. */
const HAS_KEYBOARD = '(min-width: 760px)';
const ROWS_MIN = 2;
const HEIGHT_MAX_PIXELS = 220;

interface ComposerInputProps {
  readonly ref: RefObject<TextAreaRef | null>;
  readonly conversationId: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onFiles: (files: Iterable<File>) => void;
  /** True when the key was for the list of canned answers. */
  readonly onListKey: (key: string) => boolean;
  /** Undefined while the list is not open. */
  readonly onListClose: (() => void) | undefined;
  readonly onAdoptFirst: () => void;
  readonly onSend: (isNext: boolean) => void;
}

/** The words. Enter sends, Shift+Enter breaks the line, Ctrl+Enter sends and goes on to the next customer. */
export function ComposerInput(props: ComposerInputProps) {
  const { ref, text, onChange, onFiles } = props;
  const isWide = useMedia(HAS_KEYBOARD);
  const tellTyping = useTyping(props.conversationId);
  useGrowing(ref, text);
  return (
    <Input.TextArea
      ref={ref}
      className="composer-input"
      value={text}
      autoFocus
      variant="borderless"
      rows={ROWS_MIN}
      placeholder={isWide ? composer.placeholder : composer.placeholderShort}
      aria-label={composer.label}
      status={text.length > TEXT_MAX ? 'error' : ''}
      onChange={({ target: { value } }) => {
        onChange(value);
        if (value !== '' && cannedQueryOf(value) === undefined) tellTyping();
      }}
      onKeyDown={(event) => onKeyDown(event, props)}
      onPaste={({ clipboardData }) => onFiles([...clipboardData.files])}
    />
  );
}

/** As high as its words. antd's own way writes a `style` attribute, which the security policy forbids. */
function useGrowing(ref: RefObject<TextAreaRef | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, another height.
  useLayoutEffect(() => {
    const area = ref.current?.resizableTextArea?.textArea;
    if (area === undefined) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, HEIGHT_MAX_PIXELS)}px`;
  }, [ref, text]);
}

function onKeyDown(event: KeyboardEvent, props: ComposerInputProps): void {
  if (event.nativeEvent.isComposing || event.keyCode === COMPOSING_KEY_CODE) return;
  if (props.onListKey(event.key)) {
    event.preventDefault();
    return;
  }
  if (event.key === 'Escape' && props.onListClose !== undefined) {
    event.stopPropagation();
    props.onListClose();
    return;
  }
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === 'j') {
    event.preventDefault();
    props.onAdoptFirst();
    return;
  }
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
  event.preventDefault();
  props.onSend(isCommand);
}
