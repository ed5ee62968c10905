import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  KfApi,
  MediaUpload,
  OfficialAccountApi,
} from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { makeKfClient } from '../../../../../src/bot/channels/wechat/protocol/kf-client.ts';
import { makeOfficialAccountClient } from '../../../../../src/bot/channels/wechat/protocol/official-account-client.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';
import {
  type FakeWechatServer,
  type SeenRequest,
  sayJson,
  startFakeWechatServer,
} from './fake-wechat-server.ts';
import { makeMemoryTokenStore } from './memory-token-store.ts';
import { kfSettings, officialAccountSettings } from './settings.ts';

let server: FakeWechatServer;
let kf: KfApi;
let officialAccount: OfficialAccountApi;
const UPLOAD = '/cgi-bin/media/upload';
const GET = '/cgi-bin/media/get';
const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 250]);

beforeAll(async () => {
  server = await startFakeWechatServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reset();
  const token = { errcode: 0, access_token: 'T1', expires_in: 7200 };
  server.says('/cgi-bin/gettoken', token, { ...token, access_token: 'T2' });
  server.says('/cgi-bin/stable_token', token);
  const deps = { clock: makeManualClock(), timeoutMs: 2_000 };
  const tokens = makeMemoryTokenStore();
  kf = makeKfClient({ ...deps, tokens, settings: kfSettings(server.baseUrl) });
  const settings = officialAccountSettings(server.baseUrl);
  officialAccount = makeOfficialAccountClient({ ...deps, tokens, settings });
});

function photo(given: Partial<MediaUpload> = {}): MediaUpload {
  return { media: 'image', name: '车损.jpg', contentType: 'image/jpeg', bytes: PHOTO, ...given };
}

/** The one part of a form: its headers as text, and its bytes. */
function partOf(request: SeenRequest | undefined): {
  readonly head: string;
  readonly bytes: Buffer;
} {
  const body = request?.body ?? Buffer.alloc(0);
  const start = body.indexOf('\r\n\r\n');
  const end = body.lastIndexOf('\r\n--');
  return { head: body.subarray(0, start).toString('utf8'), bytes: body.subarray(start + 4, end) };
}

describe('an upload', () => {
  it('is a form with the field media, a name, a type and its length', async () => {
    server.says(UPLOAD, { errcode: 0, type: 'image', media_id: 'M1', created_at: '1781161200' });
    expect(await kf.uploadMedia(photo())).toEqual({ kind: 'ok', value: { mediaId: 'M1' } });
    const [request] = server.of(UPLOAD);
    expect(request?.query).toEqual({ access_token: 'T1', type: 'image' });
    expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    // WeChat does not take chunks.
    expect(request?.headers['content-length']).toBe(String(request?.body.length));
    const { head, bytes } = partOf(request);
    expect(head).toContain('name="media"; filename="车损.jpg"');
    expect(head).toContain('Content-Type: image/jpeg');
    expect(bytes).toEqual(PHOTO);
  });

  it('is whole when it is repeated with a new token', async () => {
    server.says(UPLOAD, { errcode: 42001 }, { errcode: 0, media_id: 'M1' });
    expect(await kf.uploadMedia(photo())).toEqual({ kind: 'ok', value: { mediaId: 'M1' } });
    expect(server.of(UPLOAD).map((request) => partOf(request).bytes)).toEqual([PHOTO, PHOTO]);
    expect(server.of(UPLOAD).map((request) => request.query['access_token'])).toEqual(['T1', 'T2']);
  });

  it('that WeChat would not take is refused without a call', async () => {
    const refused = [
      await kf.uploadMedia(photo({ bytes: new Uint8Array(10 * 1_048_576 + 1) })),
      await kf.uploadMedia(photo({ media: 'voice', contentType: 'audio/mpeg' })),
      await officialAccount.uploadMedia(photo({ media: 'file', contentType: 'application/pdf' })),
    ];
    expect(refused).toEqual(
      ['media_too_large', 'media_type', 'media_kind'].map((reason) => ({
        kind: 'failed',
        errorClass: 'content',
        reason,
        mayHaveHappened: false,
      })),
    );
    expect(server.seen).toEqual([]);
  });
});

describe('a download', () => {
  /** Headers of the answer, and the name that is read from them. */
  const names: readonly (readonly [string, string | undefined])[] = [
    ['attachment; filename="M1.jpg"', 'M1.jpg'],
    ['attachment; filename=M1.jpg', 'M1.jpg'],
    [`attachment; filename="${Buffer.from('驾驶证.jpg').toString('latin1')}"`, '驾驶证.jpg'],
    ["attachment; filename*=UTF-8''%E9%A9%BE%E9%A9%B6%E8%AF%81.jpg", '驾驶证.jpg'],
    ['attachment; filename="../../M1.jpg"', 'M1.jpg'],
    [`attachment; filename="${Buffer.from([0xbc, 0xdd]).toString('latin1')}.jpg"`, undefined],
    ['attachment', undefined],
  ];
  for (const [index, [disposition, name]] of names.entries()) {
    it(`brings bytes, type and name (${index}: ${name})`, async () => {
      // Written by hand: Node's own server changes the bytes of this header.
      server.on(GET, (_, response) => {
        const head = `HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-disposition: ${disposition}\r\n`;
        response.socket?.write(`${head}content-length: ${PHOTO.length}\r\n\r\n`, 'latin1');
        response.socket?.end(PHOTO);
      });
      expect(await kf.downloadMedia('M1', 1_000)).toEqual({
        kind: 'ok',
        value: { bytes: PHOTO, contentType: 'image/jpeg', ...(name === undefined ? {} : { name }) },
      });
      expect(server.of(GET)[0]?.query).toEqual({ access_token: 'T1', media_id: 'M1' });
    });
  }

  for (const contentType of ['application/json; encoding=utf-8', 'text/plain']) {
    it(`is an error when ${contentType} says so`, async () => {
      server.on(GET, (_, response) => {
        response.setHeader('content-type', contentType);
        response.end('{"errcode":40007,"errmsg":"invalid media_id"}');
      });
      expect(await kf.downloadMedia('M1', 10)).toMatchObject({
        errorClass: 'content',
        code: 40007,
      });
    });
  }

  it('is repeated with a new token when the first is refused', async () => {
    server.on(GET, (request, response) => {
      if (request.query['access_token'] === 'T1') return sayJson(response, { errcode: 42001 });
      response.setHeader('content-type', 'image/jpeg');
      response.end(PHOTO);
    });
    expect(await kf.downloadMedia('M1', 1_000)).toMatchObject({ kind: 'ok' });
  });

  it('takes a text file that comes with a name for a file', async () => {
    server.on(GET, (_, response) => {
      response.setHeader('content-type', 'text/plain');
      response.setHeader('content-disposition', 'attachment; filename="n.txt"');
      response.end('事故经过');
    });
    expect(await kf.downloadMedia('M1', 1_000)).toMatchObject({
      kind: 'ok',
      value: { name: 'n.txt' },
    });
  });

  it('of more than it may be ends there, with and without a length', async () => {
    const large = Buffer.alloc(200_000);
    const failure = { errorClass: 'content', reason: 'answer_too_large' };
    server.on(GET, (_, response) => {
      response.setHeader('content-type', 'image/jpeg');
      response.end(large);
    });
    expect(await kf.downloadMedia('M1', 100_000)).toMatchObject(failure);
    server.on(GET, (_, response) => {
      response.setHeader('content-type', 'image/jpeg');
      response.write(large.subarray(0, 90_000));
      response.end(large.subarray(90_000));
    });
    expect(await kf.downloadMedia('M1', 100_000)).toMatchObject(failure);
    expect(await kf.downloadMedia('M1', 200_000)).toMatchObject({ kind: 'ok' });
  });
});

describe('a download that never ends', () => {
  it('is left as soon as it is too large', async () => {
    let isOpen = true;
    const chunk = Buffer.alloc(65_536);
    server.on(GET, (_, response) => {
      response.setHeader('content-type', 'video/mp4');
      response.on('close', () => {
        isOpen = false;
      });
      const more = (): void => {
        if (isOpen && response.write(chunk)) setImmediate(more);
        else if (isOpen) response.once('drain', more);
      };
      more();
    });
    expect(await kf.downloadMedia('M1', 1_000_000)).toMatchObject({ reason: 'answer_too_large' });
    await expect.poll(() => isOpen).toBe(false);
  });
});

describe('the address of a video', () => {
  it('is followed once, without the token', async () => {
    server.says(GET, { video_url: `${server.baseUrl}/video/v1` });
    server.on('/video/v1', (_, response) => {
      response.setHeader('content-type', 'video/mp4');
      response.end(PHOTO);
    });
    expect(await officialAccount.downloadMedia('M1', 1_000)).toEqual({
      kind: 'ok',
      value: { bytes: PHOTO, contentType: 'video/mp4' },
    });
    expect(server.of('/video/v1')[0]?.query).toEqual({});
  });

  it('is not followed to a second address', async () => {
    server.says(GET, { video_url: `${server.baseUrl}/video/v1` });
    server.says('/video/v1', { video_url: `${server.baseUrl}/video/v2` });
    expect(await officialAccount.downloadMedia('M1', 1_000)).toMatchObject({ kind: 'failed' });
    expect(server.of('/video/v2')).toEqual([]);
  });

  it('is asked by TLS anywhere but at the own server', async () => {
    const other = await startFakeWechatServer();
    server.says(GET, { video_url: `${other.baseUrl}/video/v1` });
    expect(await officialAccount.downloadMedia('M1', 1_000)).toMatchObject({ kind: 'failed' });
    expect(other.seen).toEqual([]);
    await other.stop();
  });

  for (const address of ['file:///etc/passwd', 'not an address']) {
    it(`is refused when it is ${address}`, async () => {
      server.says(GET, { video_url: address });
      expect(await officialAccount.downloadMedia('M1', 1_000)).toMatchObject({
        errorClass: 'content',
        reason: 'video_url',
      });
    });
  }
});
