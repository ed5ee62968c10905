import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeDiskFileStore } from '../gateways/file-store.ts';
import { type Id, newId } from '../lib/ids.ts';
import { type FileRecord, makeFileTable } from '../store/files.ts';
import { type Desk, random } from './desk.ts';

interface NewFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly at: Date;
}

/** What customers and agents sent: rows in the database, bytes on the disk. */
export interface DeskFiles {
  save(file: NewFile & { readonly conversationId: Id<'conversation'> }): Promise<Id<'file'>>;
  /** One that somebody at the desk puts with a complaint. */
  saveOfComplaint(file: NewFile & { readonly complaintNo: string }): Promise<Id<'file'>>;
  find(id: Id<'file'>): Promise<FileRecord | undefined>;
  read(id: Id<'file'>): Promise<(FileRecord & { readonly bytes: Uint8Array }) | undefined>;
  /** Never fails: what could not be removed is logged. */
  remove(ids: readonly Id<'file'>[]): Promise<void>;
}

/** Opens the store of files under the data folder. */
export function openFiles({ config, database, log }: Desk): DeskFiles {
  const files = makeDiskFileStore({
    folder: join(config.DATA_DIR, 'files'),
    sizeBytesMax: config.UPLOAD_BYTES_MAX,
    random,
  });
  const table = makeFileTable({ pool: database.pool });
  const save = async (
    { name, contentType, bytes, at }: NewFile,
    place: Pick<FileRecord, 'conversationId' | 'complaintNo'>,
  ): Promise<Id<'file'>> => {
    const id = newId('file', random);
    const stored = await files.put(id, bytes);
    await table.insert({ id, ...place, name, contentType, createdAt: at, ...stored });
    return id;
  };
  return {
    save: ({ conversationId, ...file }) => save(file, { conversationId, complaintNo: null }),
    saveOfComplaint: ({ complaintNo, ...file }) =>
      save(file, { conversationId: null, complaintNo }),
    find: (id) => table.find(id),
    read: async (id) => {
      const [record, content] = await Promise.all([table.find(id), files.get(id)]);
      if (record === undefined || content === undefined) return undefined;
      return { ...record, bytes: await buffer(content.stream) };
    },
    remove: async (ids) => {
      try {
        await table.remove(ids);
        for (const id of ids) await files.delete(id);
      } catch (err) {
        log.warn({ err, fileIds: ids }, 'files that no message names could not be removed');
      }
    },
  };
}

/** Files as the chat knows them: one that was put with a complaint at the desk is none, whatever address asks. */
export function ofChats(files: DeskFiles) {
  return {
    save: files.save,
    remove: files.remove,
    read: async (id: Id<'file'>) => {
      const file = await files.read(id);
      if (file === undefined || file.conversationId === null) return undefined;
      return { ...file, conversationId: file.conversationId };
    },
  };
}
