import type { FileStore, StoredFile } from '../../src/bot/channels/web/store-attachments.ts';

/** A file store in memory. */
export interface MemoryFiles extends FileStore {
  readonly files: ReadonlyMap<string, StoredFile>;
}

export function makeMemoryFiles(): MemoryFiles {
  const files = new Map<string, StoredFile>();
  return {
    files,
    save: async (file) => {
      const id = `fil_${files.size + 1}`;
      files.set(id, { ...file, bytes: Uint8Array.from(file.bytes) });
      return id;
    },
    read: async (id) => files.get(id),
  };
}
