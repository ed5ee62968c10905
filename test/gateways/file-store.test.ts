import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileStore, makeDiskFileStore } from '../../src/gateways/file-store.ts';
import { newId, systemRandom } from '../../src/lib/ids.ts';

let root: string;
let store: FileStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'careline-files-'));
  store = makeDiskFileStore({
    folder: join(root, 'files'),
    sizeBytesMax: 1_000,
    random: systemRandom,
  });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const newFileId = () => newId('file', systemRandom);

async function read(id: string): Promise<Buffer | undefined> {
  const content = await store.get(id);
  return content === undefined ? undefined : buffer(content.stream);
}

async function* inPieces(bytes: Uint8Array, failAfter?: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) {
    if (failAfter !== undefined && at >= failAfter) throw new Error('the connection broke');
    yield bytes.subarray(at, at + 100);
  }
}

/** Every file below the store, whole or not. */
async function filesLeft(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('storing', () => {
  it('gives back what it was given, with its size and its hash', async () => {
    const id = newFileId();
    const stored = await store.put(id, Buffer.from('hello'));
    expect(stored).toEqual({
      sizeBytes: 5,
      sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    });
    expect((await read(id))?.toString()).toBe('hello');
    expect((await store.get(id))?.sizeBytes).toBe(5);
  });

  it('takes a stream', async () => {
    const id = newFileId();
    const bytes = randomBytes(950);
    await store.put(id, inPieces(bytes));
    expect(await read(id)).toEqual(bytes);
  });

  it('takes an empty file', async () => {
    const id = newFileId();
    expect(await store.put(id, new Uint8Array())).toMatchObject({ sizeBytes: 0 });
    expect(await read(id)).toEqual(Buffer.alloc(0));
  });

  it.each([
    ['too large', randomBytes(1_001), undefined, { code: 'payload_too_large' }],
    ['broken off', randomBytes(900), 500, { message: 'the connection broke' }],
  ])('keeps nothing of a stream that is %s', async (_name, bytes, failAfter, error) => {
    const id = newFileId();
    await expect(store.put(id, inPieces(bytes, failAfter))).rejects.toMatchObject(error);
    expect(await read(id)).toBeUndefined();
    expect(await filesLeft()).toEqual([]);
  });

  it('never replaces a file', async () => {
    const id = newFileId();
    await store.put(id, Buffer.from('first'));
    await expect(store.put(id, Buffer.from('second'))).rejects.toThrow('taken');
    expect((await read(id))?.toString()).toBe('first');
  });

  it('shows nothing of a file before it is whole, as after a crash in mid-write', async () => {
    const id = newFileId();
    let isFirst = true;
    let seen: unknown = 'never looked';
    async function* watched(): AsyncIterable<Uint8Array> {
      yield Buffer.from('half');
      if (isFirst) seen = await store.get(id);
      isFirst = false;
      yield Buffer.from('whole');
    }
    await store.put(id, watched());
    expect(seen).toBeUndefined();
    expect((await read(id))?.toString()).toBe('halfwhole');
  });
});

describe('an id', () => {
  const hostile = [
    '../../etc/passwd',
    'fil_../../../../etc/pa',
    `fil_${'a'.repeat(20)}/..`,
    `fil_${'a'.repeat(20)}\n`,
    `fil_${'A'.repeat(20)}`,
    `con_${'a'.repeat(20)}`,
    `fil_${'a'.repeat(19)}`,
    'fil_\u0000aaaaaaaaaaaaaaaaaaa',
    '',
    '.',
  ];
  it.each(hostile)('like %j reaches nothing', async (id) => {
    expect(await store.get(id)).toBeUndefined();
    await expect(store.put(id, Buffer.from('x'))).rejects.toThrow('not a file id');
    await store.delete(id);
    expect(await filesLeft()).toEqual([]);
  });

  it('that was never stored is absent', async () => {
    expect(await store.get(newFileId())).toBeUndefined();
  });
});

describe('deleting', () => {
  it('removes the bytes, twice without harm', async () => {
    const id = newFileId();
    await store.put(id, Buffer.from('x'));
    await store.delete(id);
    await store.delete(id);
    expect(await store.get(id)).toBeUndefined();
  });

  it('leaves other files alone', async () => {
    const [kept, gone] = [newFileId(), newFileId()];
    await store.put(kept, Buffer.from('x'));
    await store.put(gone, Buffer.from('y'));
    await writeFile(join(root, 'outside'), 'z');
    await symlink(join(root, 'outside'), join(root, 'files', 'link'));
    await store.delete(gone);
    expect((await filesLeft()).toSorted()).toEqual([kept, 'outside'].toSorted());
  });
});
