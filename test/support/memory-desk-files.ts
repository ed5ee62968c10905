import type { DeskFiles } from '../../src/compose/files.ts';
import { newId, systemRandom } from '../../src/lib/ids.ts';
import { sha256 } from '../../src/lib/sha256.ts';
import { type FileRecord, makeFileTable } from '../../src/store/files.ts';
import type { TestDatabase } from './database.ts';

/** Files whose rows are in the test's database and whose bytes are in memory. */
export function memoryDeskFiles({ pool }: TestDatabase): DeskFiles {
  const table = makeFileTable({ pool });
  const contents = new Map<string, Uint8Array>();
  const save = async (
    { bytes, name, contentType, at }: Omit<Parameters<DeskFiles['save']>[0], 'conversationId'>,
    place: Pick<FileRecord, 'conversationId' | 'complaintNo'>,
  ) => {
    const id = newId('file', systemRandom);
    contents.set(id, bytes);
    const stored = { sizeBytes: bytes.byteLength, sha256: sha256(String(bytes.byteLength)) };
    await table.insert({ id, ...place, name, contentType, createdAt: at, ...stored });
    return id;
  };
  return {
    save: ({ conversationId, ...file }) => save(file, { conversationId, complaintNo: null }),
    saveOfComplaint: ({ complaintNo, ...file }) =>
      save(file, { conversationId: null, complaintNo }),
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
