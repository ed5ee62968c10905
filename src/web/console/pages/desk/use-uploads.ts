import { useCallback, useEffect, useRef, useState } from 'react';
import { uploadedFile } from '../../../../server/contract/handoff.ts';
import { prepareFile } from '../../../chat/photos/prepare-file.ts';
import { call, newKey, path } from '../../api.ts';
import { errorText } from '../../error-text.ts';
import { FILES_MAX } from './composer-state.ts';

const UPLOAD_TIMEOUT_MS = 120_000;

export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly previewUrl: string | undefined;
  readonly state: 'uploading' | 'ready' | 'failed';
  /** Once the server has it. */
  readonly fileId?: string;
  readonly problem?: string;
}

/** Files that will go with the next message: uploaded as soon as they are chosen. */
export function useUploads(conversationId: string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const urls = useRef(new Set<string>());
  useEffect(() => {
    const { current } = urls;
    return () => {
      for (const url of current) URL.revokeObjectURL(url);
    };
  }, []);
  const patch = useCallback((key: string, change: Partial<Upload>) => {
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }, []);
  const add = useCallback(
    async (file: File): Promise<void> => {
      const key = newKey();
      setUploads((before) =>
        before.length >= FILES_MAX
          ? before
          : [...before, { key, name: file.name, previewUrl: undefined, state: 'uploading' }],
      );
      const prepared = await prepareFile(file);
      if (prepared.previewUrl !== undefined) urls.current.add(prepared.previewUrl);
      patch(key, { previewUrl: prepared.previewUrl });
      const form = new FormData();
      form.append('file', prepared.blob, prepared.name);
      try {
        const { fileId, name } = await call({
          method: 'POST',
          path: path`/conversations/${conversationId}/files`,
          body: form,
          answer: uploadedFile,
          timeoutMs: UPLOAD_TIMEOUT_MS,
        });
        patch(key, { state: 'ready', fileId, name });
      } catch (error) {
        patch(key, { state: 'failed', problem: errorText(error) });
      }
    },
    [conversationId, patch],
  );
  return {
    uploads,
    addAll: useCallback(
      (files: Iterable<File>) => {
        // None rejects: what fails shows in the tray.
        for (const file of files) void add(file);
      },
      [add],
    ),
    remove: useCallback((key: string) => {
      setUploads((before) => before.filter((one) => one.key !== key));
    }, []),
    /** What is uploaded and goes with the message. */
    ready: () =>
      uploads.flatMap(({ fileId, name }) => (fileId === undefined ? [] : [{ fileId, name }])),
    /** What failed stays: nobody may believe that it was sent. */
    clearReady: useCallback(
      () => setUploads((before) => before.filter(({ state }) => state === 'failed')),
      [],
    ),
  };
}
