import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multipartOf } from '../../support/multipart.ts';
import { UPLOAD_BYTES_MAX } from './admin-app.ts';
import { type ComplaintsDesk, newTalk, startComplaintsDesk } from './complaint-people.ts';
import { type Person, signInPerson, trailOf } from './desk-people.ts';

let world: ComplaintsDesk;
beforeAll(async () => {
  world = await startComplaintsDesk();
});
afterAll(() => world.desk.stop());

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

async function upload(by: Person, no: string, bytes: Uint8Array = JPEG) {
  const { contentType, payload } = await multipartOf({ name: '交车单.jpg', bytes });
  const answer = await world.desk.app.inject({
    method: 'POST',
    url: `/api/v1/complaints/${no}/files`,
    headers: { authorization: `Bearer ${by.token}`, 'content-type': contentType },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

const read = (by: Person, no: string, id: string) =>
  by.call('GET', `/complaints/${no}/files/${id}`);

describe('a file of evidence', () => {
  it('put there at the desk is evidence once a supplement names it, without any conversation', async () => {
    const { handler, must, desk } = world;
    const no = await world.investigating();
    const stored = await upload(handler, no);
    expect([stored.status, stored.body]).toMatchObject([
      201,
      { name: '交车单.jpg', contentType: 'image/jpeg', sizeBytes: JPEG.byteLength },
    ]);
    const { fileId } = stored.body;
    expect((await read(handler, no, fileId)).status).toBe(404);
    const supplement = { text: '客户到店交来交车单', evidenceIds: [fileId] };
    const after = await must(handler, no, 'supplement', supplement);
    expect(after.body.evidenceIds).toEqual([fileId]);
    expect((await read(handler, no, fileId)).status).toBe(200);
    expect(await trailOf(desk, no)).toContain('file.stored');
    expect(await trailOf(desk, fileId)).toEqual(['file.read']);
  });

  it('of one complaint is none of another', async () => {
    const { handler, lead, act } = world;
    const [mine, other] = [await world.investigating(), await world.investigating()];
    const { fileId } = (await upload(handler, mine)).body;
    const answer = await act(lead, other, 'supplement', { text: '照片', evidenceIds: [fileId] });
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });

  it('from the conversation is shown, and no other file of it', async () => {
    const { desk, handler } = world;
    const conversationId = await newTalk(world);
    const save = (name: string) =>
      desk.files.save({
        conversationId,
        name,
        contentType: 'image/png',
        bytes: new TextEncoder().encode(name),
        at: desk.clock.now(),
      });
    const [shown, other] = [await save('a.png'), await save('b.png')];
    const no = await world.file({ conversationId, evidenceIds: [shown] });
    const file = await read(handler, no, shown);
    expect([file.status, file.headers['content-type'], file.body]).toEqual([
      200,
      'image/png',
      'a.png',
    ]);
    expect((await read(handler, no, other)).status).toBe(404);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['of a kind that we do not take', Buffer.from('#!/bin/sh\n'), 415, 'unsupported_media_type'],
    ['that is too large', Buffer.alloc(UPLOAD_BYTES_MAX + 1, 1), 413, 'payload_too_large'],
  ])('is one %s', async (_what, bytes, status, code) => {
    const answer = await upload(world.handler, await world.investigating(), bytes);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is one of whoever may add nothing, and of no complaint at all', async () => {
    const { handler, colleague, desk } = world;
    const respondents = [{ kind: 'agent', id: colleague.id, name: '定损员' }];
    const no = await world.investigating({ respondents });
    expect((await upload(colleague, no)).body.code).toBe('forbidden');
    expect((await upload(await signInPerson(desk, 'auditor'), no)).status).toBe(403);
    expect((await upload(handler, 'TS20260611999999')).body.code).toBe('not_found');
  });
});
