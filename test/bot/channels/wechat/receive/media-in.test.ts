import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import {
  AMR,
  fakeAccount,
  KF,
  openReceivingDesk,
  PNG,
  type ReceivingDesk,
} from './receiving-desk.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE conversations, channel_identities, messages, wechat_inbox, wechat_callbacks, channel_grants CASCADE`,
  );
});

describe('a file', () => {
  const attachmentsOf = async (desk: ReceivingDesk) =>
    (await desk.messages())[0]?.activity['attachments'];

  it('is fetched at once, and is what its bytes are', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'image', mediaId: 'media-1' });
    await desk.work();
    const fileId = 'fil_1';
    expect(await attachmentsOf(desk)).toEqual([
      { contentType: 'image/png', name: '微信图片.png', fileId },
    ]);
    expect(Buffer.from(desk.files.files.get(fileId)?.bytes ?? []).equals(PNG)).toBe(true);
  });

  it.each([
    ['gone', { errorClass: 'content', reason: 'errcode_40007' }, 'gone'],
    ['too large', { errorClass: 'content', reason: 'answer_too_large' }, 'size'],
  ] as const)('that is %s is told at once in the message', async (_name, failure, lost) => {
    const failed = { kind: 'failed', mayHaveHappened: false, ...failure } as const;
    const account = fakeAccount({ downloadMedia: async () => failed });
    const desk = await openReceivingDesk(db, { accounts: new Map([[KF, account]]) });
    await desk.arrive({ kind: 'image', mediaId: 'media-1' });
    await desk.work();
    expect(await attachmentsOf(desk)).toMatchObject([{ contentType: 'image/*', lost }]);
    expect(await desk.rows()).toEqual([{ status: 'done', reason: null }]);
  });

  it('of a kind that the desk does not take is told as such', async () => {
    const bytes = Buffer.from('MZ this is a program');
    const account = fakeAccount({
      downloadMedia: async () => ({
        kind: 'ok',
        value: { bytes, contentType: 'image/jpeg', name: 'photo.jpg' },
      }),
    });
    const desk = await openReceivingDesk(db, { accounts: new Map([[KF, account]]) });
    await desk.arrive({ kind: 'file', mediaId: 'media-1', name: '定损单.exe' });
    await desk.work();
    expect(await attachmentsOf(desk)).toMatchObject([{ lost: 'type' }]);
    expect(desk.files.files.size).toBe(0);
  });

  it('that WeChat does not give now is asked for three times, and then the message goes on', async () => {
    let tries = 0;
    const account = fakeAccount({
      downloadMedia: async () => {
        tries += 1;
        return { kind: 'failed', errorClass: 'retry', reason: 'timeout', mayHaveHappened: false };
      },
    });
    const desk = await openReceivingDesk(db, { accounts: new Map([[KF, account]]) });
    await desk.arrive({ kind: 'video', mediaId: 'media-1' });
    for (const waitMs of [2_000, 4_000, 0]) {
      await desk.work();
      desk.clock.advance(waitMs);
    }
    expect(tries).toBe(3);
    expect(await attachmentsOf(desk)).toMatchObject([{ contentType: 'video/*', lost: 'gone' }]);
  });
});

describe('a voice', () => {
  const voice = fakeAccount({
    downloadMedia: async () => ({ kind: 'ok', value: { bytes: AMR, contentType: 'audio/amr' } }),
  });
  const accounts = new Map([[KF, voice]]);

  it('is its words and its sound when there is somebody to write it down', async () => {
    const desk = await openReceivingDesk(db, {
      accounts,
      transcribe: async ({ name, contentType }) => ({ kind: 'ok', text: `${name} ${contentType}` }),
    });
    await desk.arrive({ kind: 'voice', mediaId: 'media-1', format: 'amr' });
    await desk.work();
    expect((await desk.messages())[0]?.activity).toMatchObject({
      text: '微信语音.amr audio/amr',
      attachments: [{ contentType: 'audio/amr', fileId: 'fil_1' }],
      channelData: { careline: { transcript: true } },
    });
  });

  it.each([
    ['nobody writes it down', undefined],
    ['writing it down fails', async () => ({ kind: 'failed', reason: 'timeout' }) as const],
  ])('is its sound alone when %s', async (_name, transcribe) => {
    const desk = await openReceivingDesk(db, {
      accounts,
      ...(transcribe === undefined ? {} : { transcribe }),
    });
    await desk.arrive({ kind: 'voice', mediaId: 'media-1' });
    await desk.work();
    const [message] = await desk.messages();
    expect(message?.activity['text']).toBeUndefined();
    expect(message?.activity).toMatchObject({ attachments: [{ contentType: 'audio/amr' }] });
  });
});
