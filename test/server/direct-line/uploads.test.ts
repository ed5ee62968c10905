import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/lib/clock.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import {
  makeStores,
  type RunningDirectLine,
  runDirectLine,
} from '../../support/running-direct-line.ts';

const clock = makeManualClock();
const stores = makeStores();
let server: RunningDirectLine;
let photo: Buffer<ArrayBuffer>;
let bearer: string;
let path: string;
let id: string;

beforeAll(async () => {
  server = await runDirectLine({ clock, stores });
  photo = Buffer.from(
    await readFile(new URL('../../fixtures/direct-line/surface1.jpg', import.meta.url)),
  );
});
afterAll(async () => {
  await server.stop();
  // 413 and 415 are ours: the official description stops at 403 and 404.
  expect(server.problems).toEqual([]);
});
beforeEach(async () => {
  const { token, conversationId } = await server.token('dl_1');
  await server.call('POST', '/conversations', { bearer: token });
  await server.settled();
  bearer = token;
  id = conversationId;
  path = `/conversations/${conversationId}`;
});

async function storedTexts(): Promise<unknown[]> {
  await server.settled();
  const messages = await stores.log.read(id, 0, 100);
  return messages
    .filter(({ direction }) => direction === 'in')
    .map(({ activity }) => activity.text);
}

describe('an upload', () => {
  const upload = (
    files: readonly (readonly [string, Uint8Array<ArrayBuffer>])[],
    activity?: unknown,
  ) => {
    const form = new FormData();
    for (const [name, bytes] of files)
      form.append('file', new Blob([bytes], { type: 'image/jpeg' }), name);
    if (activity !== undefined)
      form.append(
        'activity',
        new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
      );
    return server.call('POST', `${path}/upload?userId=dl_1`, { bearer, body: form });
  };
  const executable = Buffer.concat([
    Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
    Buffer.alloc(600),
  ]);
  const elf = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(600)]);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');

  async function expectNothingStored(filesBefore: number) {
    expect(await storedTexts()).toEqual([]);
    expect(stores.files.files.size).toBe(filesBefore);
  }

  it.each([
    ['a Windows program', executable],
    ['a Linux program', elf],
    ['an SVG', svg],
    ['an HTML page', html],
    ['plain text', Buffer.from('hello')],
    ['nothing at all', Buffer.alloc(0)],
  ])(
    'refuses %s named .jpg and stores nothing, not even the photo beside it',
    async (_name, bytes) => {
      const before = stores.files.files.size;
      const answer = await upload(
        [
          ['photo.jpg', photo],
          ['damage.jpg', bytes],
        ],
        { type: 'message', text: 'two' },
      );
      expect(answer).toMatchObject({ status: 415, body: { error: { code: 'UnsupportedMedia' } } });
      await expectNothingStored(before);
    },
  );

  it('refuses 20 MB with a clear answer and stores nothing', async () => {
    const before = stores.files.files.size;
    const big = Buffer.concat([photo, Buffer.alloc(20_000_000)]);
    const answer = await upload([['big.jpg', big]], { type: 'message' });
    expect(answer.status).toBe(413);
    expect(answer.body.error).toMatchObject({
      code: 'MessageSizeTooBig',
      message: expect.stringContaining('15 MB'),
    });
    await expectNothingStored(before);
    const raw = await fetch(`${server.domain}${path}/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'image/jpeg' },
      // Without a length, so that only counting can find out.
      body: new Blob([big]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(raw.status).toBe(413);
    await expectNothingStored(before);
  });

  it('refuses files that are too large together', async () => {
    const before = stores.files.files.size;
    const half = Buffer.concat([photo, Buffer.alloc(8_000_000)]);
    const answer = await upload(
      [
        ['1.jpg', half],
        ['2.jpg', half],
      ],
      { type: 'message' },
    );
    expect(answer.status).toBe(413);
    await expectNothingStored(before);
  });

  it.each([
    ['a broken activity', { type: 'message', text: 7 }, 400],
    ['no file', undefined, 400],
  ])('refuses %s', async (_name, activity, status) => {
    const before = stores.files.files.size;
    const answer = await upload(
      activity === undefined ? [] : [['a.jpg', photo]],
      activity ?? { type: 'message' },
    );
    expect(answer.status).toBe(status);
    await expectNothingStored(before);
  });

  it('refuses multipart that stops in the middle', async () => {
    const answer = await server.call('POST', `${path}/upload`, {
      bearer,
      headers: { 'content-type': 'multipart/form-data; boundary=xyz' },
      body: '--xyz\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nabc',
    });
    expect(answer.status).toBe(400);
  });

  it('pairs files with their attachments by name, in whatever order they come', async () => {
    const other = Buffer.from(
      await readFile(new URL('../../fixtures/direct-line/surface2.jpg', import.meta.url)),
    );
    const answer = await upload(
      [
        ['second.jpg', other],
        ['行驶证"1".jpg', photo],
      ],
      {
        type: 'message',
        text: 'photos',
        attachments: [
          { contentType: 'image/jpeg', name: '行驶证"1".jpg' },
          { contentType: 'image/png', name: 'second.jpg' },
        ],
        channelData: { clientActivityID: 'u1', attachmentSizes: [1, 2] },
      },
    );
    expect(answer.status).toBe(200);
    const { body } = await server.call('GET', `${path}/activities?watermark=1`, { bearer });
    const [{ attachments, channelData }] = body.activities;
    expect(channelData).toEqual({ clientActivityID: 'u1', attachmentSizes: [1, 2] });
    expect(attachments).toMatchObject([
      { name: '行驶证"1".jpg', contentType: 'image/jpeg' },
      { name: 'second.jpg', contentType: 'image/jpeg' },
    ]);
    const bytes = await Promise.all(
      attachments.map(async ({ contentUrl }: { contentUrl: string }) =>
        Buffer.from(await (await fetch(contentUrl)).arrayBuffer()).equals(photo),
      ),
    );
    expect(bytes).toEqual([true, false]);
  });

  it('takes one file as the whole body', async () => {
    const answer = await fetch(`${server.domain}${path}/upload?userId=dl_1`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'image/jpeg',
        'content-disposition': "attachment; filename*=UTF-8''%E8%BD%A6.jpg",
      },
      body: photo,
    });
    expect(answer.status).toBe(200);
    const { body } = await server.call('GET', `${path}/activities?watermark=1`, { bearer });
    expect(body.activities[0].attachments).toMatchObject([
      { name: '车.jpg', contentType: 'image/jpeg' },
    ]);
  });

  it('moves a thumbnail inside the activity to the file store', async () => {
    const uri = `data:image/jpeg;base64,${Buffer.concat([photo, Buffer.alloc(3_000)]).toString('base64')}`;
    await upload([['a.jpg', photo]], {
      type: 'message',
      attachments: [{ contentType: 'image/jpeg', name: 'a.jpg', thumbnailUrl: uri }],
    });
    const messages = await stores.log.read(id, 1, 1);
    expect(JSON.stringify(messages)).not.toContain('base64');
    const { body } = await server.call('GET', `${path}/activities?watermark=1`, { bearer });
    const thumbnail = await fetch(body.activities[0].attachments[0].thumbnailUrl);
    expect(thumbnail.headers.get('content-type')).toBe('image/jpeg');
  });
});

describe('the address of a file', () => {
  async function fileUrl(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([bytes]), name);
    await server.call('POST', `${path}/upload`, { bearer, body: form });
    const { body } = await server.call('GET', `${path}/activities?watermark=1`, { bearer });
    return body.activities[0].attachments[0].contentUrl;
  }

  it('opens without a token, shows photos in place and saves everything else', async () => {
    const image = await fetch(await fileUrl('车"损\'.jpg', photo));
    expect(image.status).toBe(200);
    expect(image.headers.get('content-disposition')).toMatch(/^inline/);
    expect(image.headers.get('x-content-type-options')).toBe('nosniff');
    const { token, conversationId } = await server.token('dl_1');
    await server.call('POST', '/conversations', { bearer: token });
    bearer = token;
    path = `/conversations/${conversationId}`;
    const pdf = await fetch(
      await fileUrl('a.pdf', Buffer.from(`%PDF-1.4\n${' '.repeat(300)}\n%%EOF`)),
    );
    expect(pdf.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
  });

  it('expires, and cannot be changed', async () => {
    const url = await fileUrl('a.jpg', photo);
    const changed = [
      url.replace(/exp=\d+/, 'exp=9999999'),
      url.replace(/sig=./, 'sig=~'),
      url.replace(/\?.*/, ''),
      url.replace(/fil_\d+/, 'fil_1x'),
    ];
    for (const address of changed) expect((await fetch(address)).status).toBe(403);
    clock.advance(49 * HOUR_MS);
    const late = await fetch(url);
    expect([late.status, await late.json()]).toMatchObject([
      403,
      { error: { code: 'TokenExpired' } },
    ]);
  });
});
