import { CloseOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Button, Spin } from 'antd';
import { DESK_COPY } from './copy-desk.ts';
import type { Upload } from './use-uploads.ts';

interface FileTrayProps {
  readonly uploads: readonly Upload[];
  readonly onRemove: (key: string) => void;
}

/** Files that go with the next message. */
export function FileTray({ uploads, onRemove }: FileTrayProps) {
  if (uploads.length === 0) return null;
  return (
    <ul className="tray">
      {uploads.map(({ key, name, previewUrl, state, problem }) => (
        <li key={key} className={`tray-file tray-${state}`} title={name}>
          {previewUrl === undefined ? <FilePdfOutlined /> : <img src={previewUrl} alt={name} />}
          {state === 'uploading' && <Spin size="small" />}
          {state === 'failed' && (
            <small role="alert">
              {DESK_COPY.composer.uploadFailed}：{problem}
            </small>
          )}
          <Button
            size="small"
            shape="circle"
            icon={<CloseOutlined />}
            aria-label={DESK_COPY.composer.remove(name)}
            onClick={() => onRemove(key)}
          />
        </li>
      ))}
    </ul>
  );
}
