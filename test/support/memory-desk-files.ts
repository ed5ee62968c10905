import type { DeskFiles } from '../../src/compose/files.ts';
import { newId, systemRandom } from '../../src/lib/ids.ts';
import { sha256 } from '../../src/lib/sha256.ts';
import { makeFileTable } from '../../src/store/files.ts';
import type { TestDatabase } from './database.ts';

/** Files whose rows are in the test's database and whose bytes are in memory. */
export function memoryDeskFiles({ pool }: TestDatabase): DeskFiles {
  const table = makeFileTable({ pool });
  const contents = new Map<string, Uint8Array>();
  return {
    save: async ({ bytes, conversationId, name, contentType, at }) => {
      const id = newId('file', systemRandom);
      contents.set(id, bytes);
      const stored = { sizeBytes: bytes.byteLength, sha256: sha256(String(bytes.byteLength)) };
      await table.insert({ id, conversationId, name, contentType, createdAt: at, ...stored });
      return id;
    },
    find: (id) => table.find(id),
    read: async (id) => {
      const [record, bytes] = [await table.find(id), contents.get(id)];
      return record === undefined || bytes === undefined ? undefined : { ...record, bytes };
    },
    remove: async (ids) => {
      await table.remove(ids);
      for (const id of ids) contents.delete(id);
    },
  };
}
