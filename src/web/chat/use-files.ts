import { useCallback, useRef, useState } from 'react';
import type { PickedFile } from './components/tray.tsx';
import { checkFiles, findTooLarge } from './photos/check-files.ts';
import { prepareFile } from './photos/prepare-file.ts';
import type { OutgoingFile } from './state/model.ts';

/** The files picked and not yet sent. */
export function useFiles(send: (files: readonly OutgoingFile[]) => void, uploadBytesMax: number) {
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const counter = useRef(0);

  const pick = useCallback(
    (picked: readonly File[]) => {
      const checked = checkFiles(picked, { taken: files.length, fileBytesMax: uploadBytesMax });
      setProblems(checked.problems);
      for (const file of checked.accepted) {
        counter.current += 1;
        const key = `file-${counter.current}`;
        setFiles((before) => [...before, { key, name: file.name }]);
        // prepareFile never rejects: a photo it cannot read goes as it is.
        void prepareFile(file).then((ready) => {
          const problem = findTooLarge({ name: file.name, size: ready.blob.size }, uploadBytesMax);
          if (problem !== undefined) setProblems((before) => [...before, problem]);
          setFiles((before) =>
            problem === undefined
              ? before.map((one) => (one.key === key ? { ...one, file: ready } : one))
              : before.filter((one) => one.key !== key),
          );
        });
      }
    },
    [files.length, uploadBytesMax],
  );
  const remove = useCallback((key: string) => {
    setFiles((before) => {
      const preview = before.find((one) => one.key === key)?.file?.previewUrl;
      if (preview !== undefined) URL.revokeObjectURL(preview);
      return before.filter((one) => one.key !== key);
    });
  }, []);
  const sendAll = (): void => {
    send(files.flatMap((one) => one.file ?? []));
    setFiles([]);
    setProblems([]);
  };
  return { files, problems, pick, remove, sendAll, dismiss: () => setProblems([]) };
}
