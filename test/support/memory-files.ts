import type { FileStore, StoredFile } from '../../src/bot/channels/web/store-attachments.ts';

/** A file store in memory. */
export interface MemoryFiles extends FileStore {
  readonly files: ReadonlyMap<string, StoredFile>;
}

export function makeMemoryFiles(): MemoryFiles {
  const files = new Map<string, StoredFile>();
  let count = 0;
  return {
    files,
    save: async (file) => {
      count += 1;
      const id = `fil_${count}`;
      files.set(id, { ...file, bytes: Uint8Array.from(file.bytes) });
      return id;
    },
    read: async (id) => files.get(id),
    remove: async (ids) => {
      for (const id of ids) files.delete(id);
    },
  };
}
