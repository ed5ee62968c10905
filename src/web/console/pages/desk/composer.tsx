import { CannedList } from './canned-list.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { ComposerInput } from './composer-input.tsx';
import { DropZone } from './drop-zone.tsx';
import { FileTray } from './file-tray.tsx';
import { Findings } from './findings.tsx';
import { Suggestions } from './suggestions.tsx';
import { useComposer } from './use-composer.ts';
import type { Transcript } from './use-transcript.ts';

interface ComposerProps {
  readonly conversationId: string;
  readonly lastSeq: number;
  readonly onSend: Transcript['send'];
  readonly onSentAndNext: () => void;
}

/** What I answer with: words, canned answers, suggestions, files; checked before they go. */
export function Composer(props: ComposerProps) {
  const composer = useComposer(props);
  const { conversationId } = props;
  const { input, list, uploads, query, suggestions, canned, verdict } = composer;
  const adopt = (text: string, from: 'canned' | 'suggested'): void => {
    composer.insert(text, from);
    composer.toggleList(false);
  };
  const adoptCanned = (text: string): void => adopt(text, 'canned');
  const adoptSuggested = (text: string): void => adopt(text, 'suggested');
  const send = async (isNext: boolean): Promise<void> => {
    if ((await composer.send()) && isNext) props.onSentAndNext();
  };
  const closeList = (): void => {
    composer.toggleList(false);
    if (composer.text.startsWith('/')) composer.change('');
  };
  return (
    <DropZone onFiles={uploads.addAll}>
      {query !== undefined && (
        <CannedList ref={list} {...{ conversationId, canned, query }} onChoose={adoptCanned} />
      )}
      <Suggestions suggestions={suggestions} onAdopt={adoptSuggested} />
      <Findings findings={composer.findings} />
      <FileTray uploads={uploads.uploads} onRemove={uploads.remove} />
      <ComposerInput
        ref={input}
        conversationId={conversationId}
        text={composer.text}
        onChange={(text) => composer.change(text)}
        onFiles={uploads.addAll}
        onListKey={(key) => query !== undefined && list.current?.onKey(key) === true}
        onListClose={query === undefined ? undefined : closeList}
        onAdoptFirst={() => {
          const [first] = suggestions;
          if (first !== undefined) adoptSuggested(first.text);
        }}
        onSend={(isNext) => void send(isNext)}
      />
      <ComposerBar
        {...{ canned, verdict }}
        reach={composer.reach}
        onFiles={uploads.addAll}
        onList={() => {
          composer.toggleList();
          input.current?.focus();
        }}
        onChoose={adoptCanned}
        onSend={() => void send(false)}
      />
    </DropZone>
  );
}
