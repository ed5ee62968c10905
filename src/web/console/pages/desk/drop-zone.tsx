import { type ReactNode, useEffect, useRef, useState } from 'react';
import { DESK_COPY } from './copy-desk.ts';

interface DropZoneProps {
  readonly onFiles: (files: Iterable<File>) => void;
  readonly children: ReactNode;
}

/** The composer's place. Files may be dropped anywhere on the page: only here is somebody to send them to. */
export function DropZone({ onFiles, children }: DropZoneProps) {
  const [isDropping, setDropping] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDropping(true);
    };
    const onLeave = (event: DragEvent): void => {
      // Null: out of the window, not just into another element.
      if (event.relatedTarget === null) setDropping(false);
    };
    const onDrop = (event: DragEvent): void => {
      setDropping(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  return (
    <footer className="composer">
      {isDropping && <p className="composer-drop">{DESK_COPY.composer.drop}</p>}
      {children}
    </footer>
  );
}
