import { COPY } from '../copy.ts';
import type { OutgoingFile } from '../state/model.ts';
import { CloseIcon, FileIcon } from './icons.tsx';

/** A picked file before it is sent. */
export interface PickedFile {
  readonly key: string;
  /** Undefined while it is being made smaller. */
  readonly file?: OutgoingFile;
  readonly name: string;
}

interface TrayProps {
  readonly files: readonly PickedFile[];
  readonly problems: readonly string[];
  readonly onRemove: (key: string) => void;
  readonly onDismiss: () => void;
  readonly onSend: () => void;
}

/** What was picked: look, remove, send. Says in words what cannot be sent. */
export function Tray({ files, problems, onRemove, onDismiss, onSend }: TrayProps) {
  if (files.length === 0 && problems.length === 0) return null;
  const isReady = files.every((one) => one.file !== undefined);
  return (
    <section className="tray" aria-label={COPY.photos.preview}>
      {problems.length > 0 && (
        <div className="tray-problems" role="alert">
          <div>
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </div>
          <button type="button" className="tray-dismiss" onClick={onDismiss}>
            {COPY.photos.dismiss}
          </button>
        </div>
      )}
      {files.length > 0 && (
        <div className="tray-row">
          <ul className="tray-files">
            {files.map((one) => (
              <TrayFile key={one.key} picked={one} onRemove={() => onRemove(one.key)} />
            ))}
          </ul>
          <button type="button" className="tray-send" disabled={!isReady} onClick={onSend}>
            {isReady ? COPY.photos.sendCount(files.length) : COPY.photos.preparing}
          </button>
        </div>
      )}
    </section>
  );
}

function TrayFile({
  picked,
  onRemove,
}: {
  readonly picked: PickedFile;
  readonly onRemove: () => void;
}) {
  const preview = picked.file?.previewUrl;
  return (
    <li className="tray-file">
      {preview === undefined ? (
        <span className="tray-paper">
          <FileIcon />
          <span className="tray-name">{picked.name}</span>
        </span>
      ) : (
        <img src={preview} alt={picked.name} />
      )}
      <button
        type="button"
        className="tray-remove"
        aria-label={COPY.photos.remove(picked.name)}
        onClick={onRemove}
      >
        <CloseIcon />
      </button>
    </li>
  );
}
