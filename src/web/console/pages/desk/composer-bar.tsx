import { PictureOutlined, SendOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { type ComponentProps, useRef } from 'react';
import { QuickReplies } from './canned-list.tsx';
import type { verdictOf } from './composer-state.ts';
import { DESK_COPY } from './copy-desk.ts';
import { WindowLine } from './window-line.tsx';

const { composer } = DESK_COPY;

interface ComposerBarProps
  extends ComponentProps<typeof QuickReplies>,
    ComponentProps<typeof WindowLine> {
  readonly verdict: ReturnType<typeof verdictOf>;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onList: () => void;
  readonly onSend: () => void;
}

/** Below the words: files, canned answers, how the customer can be reached, sending. */
export function ComposerBar(props: ComposerBarProps) {
  const { canned, reach, verdict, onFiles, onList, onChoose, onSend } = props;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="composer-bar">
      <Tooltip title={composer.photo}>
        <Button
          type="text"
          icon={<PictureOutlined />}
          aria-label={composer.photo}
          onClick={() => picker.current?.click()}
        />
      </Tooltip>
      <Tooltip title={`${composer.canned} /`}>
        <Button
          type="text"
          icon={<ThunderboltOutlined />}
          aria-label={composer.canned}
          onClick={onList}
        />
      </Tooltip>
      <QuickReplies canned={canned} onChoose={onChoose} />
      <WindowLine reach={reach} />
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="image/*,application/pdf"
        onChange={({ target }) => {
          if (target.files !== null) onFiles([...target.files]);
          target.value = '';
        }}
      />
      <Button
        type="primary"
        icon={<SendOutlined />}
        disabled={verdict === 'empty' || verdict === 'wait' || verdict === 'blocked'}
        onClick={onSend}
      >
        {verdict === 'wait' ? composer.uploading : composer.send}
      </Button>
    </div>
  );
}
