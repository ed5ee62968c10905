import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, systemRandom } from '../../src/lib/ids.ts';
import { makeFileTable } from '../../src/store/files.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

it('reads back what was inserted, and nothing else', async () => {
  const files = makeFileTable({ pool: db.pool });
  const file = {
    id: newId('file', systemRandom),
    conversationId: newId('conversation', systemRandom),
    complaintNo: null,
    name: "事故';DROP TABLE files;--<b>😀.jpg",
    contentType: 'image/jpeg',
    sizeBytes: 12_345,
    sha256: 'ab'.repeat(32),
    createdAt: new Date('2026-11-22T08:00:00.123Z'),
  };
  await files.insert(file);
  expect(await files.find(file.id)).toEqual(file);
  expect(await files.find(newId('file', systemRandom))).toBeUndefined();
});

it.each([
  [null, null],
  [newId('conversation', systemRandom), 'TS20260611000001'],
] as const)(
  'a file of the conversation %s and the complaint %s has no one place',
  async (conversationId, complaintNo) => {
    const file = {
      id: newId('file', systemRandom),
      conversationId,
      complaintNo,
      name: 'a.jpg',
      contentType: 'image/jpeg',
      sizeBytes: 1,
      sha256: 'ab'.repeat(32),
      createdAt: new Date('2026-11-22T08:00:00.123Z'),
    };
    await expect(makeFileTable({ pool: db.pool }).insert(file)).rejects.toThrow('files_one_place');
  },
);
