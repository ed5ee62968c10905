import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../lib/errors.ts';
import type { Id, Random } from '../lib/ids.ts';

/** The bytes behind the rows of `files`. On the local disk today; an object store answers the same calls. */
export interface FileStore {
  /**
   * Stores the whole content or nothing. Throws `payload_too_large` beyond the cap; whoever streams in
   * may throw as well, and nothing is kept. An id is written once: a second put of it is a bug.
   */
  put(id: Id<'file'>, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredContent>;
  /** Undefined when nothing is stored under the id, a malformed one included. */
  get(id: string): Promise<FileContent | undefined>;
  /** Deleting what is not there is fine. */
  delete(id: string): Promise<void>;
}

export interface StoredContent {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface FileContent {
  readonly sizeBytes: number;
  /** Must be read to its end or destroyed. */
  readonly stream: Readable;
}

/** What `newId('file', ...)` makes. Nothing else ever becomes part of a path. */
const FILE_ID = /^fil_[0-9a-z]{20}$/;

/** Files under `folder`, one a path by the id's first characters, each written aside and renamed when whole. */
export function makeDiskFileStore(deps: {
  readonly folder: string;
  readonly sizeBytesMax: number;
  readonly random: Random;
}): FileStore {
  return {
    put: (id, content) => put(deps, id, content),
    get: (id) => get(deps.folder, id),
    delete: async (id) => {
      const path = pathOf(deps.folder, id);
      if (path !== undefined) await rm(path, { force: true });
    },
  };
}

function pathOf(folder: string, id: string): string | undefined {
  return FILE_ID.test(id) ? join(folder, id.slice(4, 6), id) : undefined;
}

async function put(
  deps: Parameters<typeof makeDiskFileStore>[0],
  id: Id<'file'>,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<StoredContent> {
  const path = pathOf(deps.folder, id);
  if (path === undefined) throw new Error('not a file id');
  if ((await sizeOf(path)) !== undefined) throw new Error('this file id is taken');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Beside its target, since a rename is atomic only within one file system.
  const aside = `${path}.${deps.random.text(10)}.part`;
  try {
    const stored = await writeAside(aside, content, deps.sizeBytesMax);
    await rename(aside, path);
    await syncFolder(dirname(path));
    return stored;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function writeAside(
  aside: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  sizeBytesMax: number,
): Promise<StoredContent> {
  const file = await open(aside, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > sizeBytesMax) {
        throw new AppError('payload_too_large', `a file may have ${sizeBytesMax} bytes`);
      }
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    await file.sync();
    return { sizeBytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** One write may take less than it was given. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.byteLength) {
    const { bytesWritten } = await file.write(chunk, written);
    written += bytesWritten;
  }
}

/** Without it the name may be lost by a power cut although the content is safe. Not possible on Windows. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function get(folder: string, id: string): Promise<FileContent | undefined> {
  const path = pathOf(folder, id);
  if (path === undefined) return undefined;
  const sizeBytes = await sizeOf(path);
  if (sizeBytes === undefined) return undefined;
  return { sizeBytes, stream: createReadStream(path) };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
