import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AttachClaimDocument } from '../../../src/domain/write.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { applyAttachDocument } from '../../../src/store/claims/apply-attach-document.ts';
import { makeClaimDocumentReader } from '../../../src/store/claims/claim-document-reader.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, level, created_at)
     VALUES ('idn_1', 'web', 'u1', 0, now()), ('idn_2', 'web', 'u2', 0, now())`,
  );
  await db.pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at)
     VALUES ('con_1', 'web', 'idn_1', now(), now()), ('con_2', 'web', 'idn_2', now(), now()),
       ('con_3', 'web', 'idn_1', now(), now())`,
  );
  await db.pool.query(
    `INSERT INTO files (id, conversation_id, name, content_type, size_bytes, sha256, created_at)
     SELECT 'fil_' || n, 'con_' || (CASE WHEN n <= 3 THEN 1 ELSE n - 2 END), 'a.jpg', 'image/jpeg', 1, 'x', now()
     FROM generate_series(1, 5) n`,
  );
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE claim_documents'));

function attach(fileIds: readonly string[], more: Partial<AttachClaimDocument['document']> = {}) {
  const write: AttachClaimDocument = {
    kind: 'attachClaimDocument',
    identityId: 'idn_1',
    conversationId: 'con_1',
    document: { caseNo: 'RP1', document: '行驶证', fileIds, receivedAt: NOW, ...more },
  };
  return inTransaction(db.pool, (sql) =>
    applyAttachDocument(sql, write, { now: NOW, random: systemRandom }),
  );
}

const read = (caseNo = 'RP1') => makeClaimDocumentReader({ pool: db.pool }).receivedFor(caseNo);

it('keeps what was handed in, in its order, by case', async () => {
  await attach(['fil_1', 'fil_2']);
  await attach(['fil_3'], { document: '驾驶证', receivedAt: addMs(NOW, 60_000) });
  expect(await read()).toEqual([
    { caseNo: 'RP1', document: '行驶证', fileIds: ['fil_1', 'fil_2'], receivedAt: NOW },
    { caseNo: 'RP1', document: '驾驶证', fileIds: ['fil_3'], receivedAt: addMs(NOW, 60_000) },
  ]);
  expect(await read('RP2')).toEqual([]);
});

it('counts a file named twice once', async () => {
  await attach(['fil_1', 'fil_1']);
  expect((await read())[0]?.fileIds).toEqual(['fil_1']);
});

describe('refuses, and keeps nothing,', () => {
  it.each([
    ['no file at all', []],
    ['a file that does not exist', ['fil_9']],
    ['a stranger’s file', ['fil_4']],
    ['a file of another conversation of the same person', ['fil_5']],
    ['a right one beside a stranger’s', ['fil_1', 'fil_4']],
  ])('%s', async (_, fileIds) => {
    await expect(attach(fileIds)).rejects.toThrow('not of this conversation');
    expect(await read()).toEqual([]);
  });
});
