import { FileBox } from 'file-box';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Message, types, WechatyBuilder } from 'wechaty';
import type {
  KfApi,
  MediaUpload,
  OfficialAccountApi,
} from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { PuppetOfficialAccount } from '../../../../../src/bot/channels/wechat/puppets/puppet-official-account.ts';
import { PuppetWecomKf } from '../../../../../src/bot/channels/wechat/puppets/puppet-wecom-kf.ts';
import type { WechatContent, WechatInbound } from '../../../../../src/domain/wechat/inbound.ts';
import type { WechatMessage } from '../../../../../src/domain/wechat/outbound.ts';
import { systemClock } from '../../../../../src/lib/clock.ts';
import { systemRandom } from '../../../../../src/lib/ids.ts';

const BYTES = new Uint8Array([1, 2, 3, 4, 5, 6]);
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Both protocols as far as puppets go: what was sent is kept, the next send fails when told to. */
function makeApi() {
  const sent: { readonly userId: string; readonly message: WechatMessage }[] = [];
  const uploads: MediaUpload[] = [];
  const failures: { readonly code: number; readonly errorClass: 'quota' | 'retry' }[] = [];
  const send = async (input: { readonly userId: string; readonly message: WechatMessage }) => {
    const failure = failures.shift();
    if (failure !== undefined) {
      const { code, errorClass } = failure;
      const reason = `errcode_${code}`;
      return { kind: 'failed', errorClass, code, reason, mayHaveHappened: false } as const;
    }
    sent.push({ userId: input.userId, message: input.message });
    return { kind: 'ok', value: { sendId: 'x' } } as const;
  };
  const media = {
    uploadMedia: async (upload: MediaUpload) => {
      uploads.push(upload);
      return { kind: 'ok', value: { mediaId: 'up-1' } } as const;
    },
    downloadMedia: async () =>
      ({ kind: 'ok', value: { bytes: BYTES, contentType: 'image/jpeg' } }) as const,
  };
  const kf: Pick<KfApi, 'send' | 'uploadMedia' | 'downloadMedia' | 'customers'> = {
    ...media,
    send,
    customers: async () => ({ kind: 'ok', value: [{ userId: 'wm-1', nickname: '张三' }] }),
  };
  const officialAccount: Pick<
    OfficialAccountApi,
    'send' | 'uploadMedia' | 'downloadMedia' | 'user'
  > = {
    ...media,
    send: async (input) => {
      const result = await send(input);
      return result.kind === 'ok' ? { kind: 'ok', value: {} } : result;
    },
    user: async () => ({ kind: 'ok', value: { isSubscribed: true, remark: '张三' } }),
  };
  return { sent, uploads, failures, kf, officialAccount };
}

const makers = {
  'puppet-wecom-kf': (api: ReturnType<typeof makeApi>, parts: Parts) =>
    new PuppetWecomKf({ ...parts, api: api.kf, openKfid: 'wk1' }),
  'puppet-official-account': (api: ReturnType<typeof makeApi>, parts: Parts) =>
    new PuppetOfficialAccount({ ...parts, api: api.officialAccount, appId: 'wx1' }),
} as const;
type Parts = Omit<ConstructorParameters<typeof PuppetWecomKf>[0], 'api' | 'openKfid'>;

async function start(name: keyof typeof makers) {
  const api = makeApi();
  let listener: ((inbound: WechatInbound) => void) | undefined;
  let count = 0;
  const puppet = makers[name](api, {
    clock: systemClock,
    random: systemRandom,
    name: '理赔客服',
    source: {
      start: async (to) => {
        listener = to;
      },
      stop: async () => undefined,
    },
  });
  const bot = WechatyBuilder.build({ puppet });
  const messages: Message[] = [];
  bot.on('message', (message) => void messages.push(message));
  await bot.start();
  stops.push(() => bot.stop());
  return {
    api,
    puppet,
    bot,
    messages,
    /** The customer does something; resolves with what wechaty makes of it. */
    tell: async (content: WechatContent, messageId = `m-${++count}`): Promise<Message> => {
      const before = messages.length;
      listener?.({ channelAccount: 'x', messageId, userId: 'wm-1', sentAt: new Date(), content });
      await vi.waitFor(() => expect(messages.length).toBeGreaterThan(before));
      const message = messages.at(-1);
      if (message === undefined) throw new Error('nothing came');
      return message;
    },
    hear: (content: WechatContent, messageId: string) =>
      listener?.({ channelAccount: 'x', messageId, userId: 'wm-1', sentAt: new Date(), content }),
  };
}

describe.each(Object.keys(makers) as (keyof typeof makers)[])('%s', (name) => {
  test('logs in as the account and answers a ding', async () => {
    const { bot, puppet } = await start(name);
    expect(bot.isLoggedIn).toBe(true);
    expect(bot.currentUser.name()).toBe('理赔客服');
    const dong = new Promise((resolve) => puppet.once('dong', ({ data }) => resolve(data)));
    bot.ding('ping');
    expect(await dong).toBe('ping');
  });

  test('tells who wrote what, and when', async () => {
    const { tell } = await start(name);
    const message = await tell({ kind: 'text', text: '我要报案' });
    expect(message.text()).toBe('我要报案');
    expect(message.talker().id).toBe('wm-1');
    expect(message.talker().name()).toBe('张三');
    expect(message.self()).toBe(false);
    expect(message.room()).toBeUndefined();
    expect(message.age()).toBeLessThan(2);
  });

  test.each([
    [{ kind: 'image', mediaId: 'a' }, types.Message.Image],
    [{ kind: 'voice', mediaId: 'a' }, types.Message.Audio],
    [{ kind: 'video', mediaId: 'a' }, types.Message.Video],
    [{ kind: 'file', mediaId: 'a', name: '证明.pdf' }, types.Message.Attachment],
  ] as const)('gives the file of %o', async (content, type) => {
    const { tell } = await start(name);
    const message = await tell(content);
    expect(message.type()).toBe(type);
    const file = await message.toFileBox();
    expect(new Uint8Array(await file.toBuffer())).toEqual(BYTES);
    if (content.kind === 'file') expect(file.name).toBe('证明.pdf');
  });

  test('gives places and links', async () => {
    const { tell, puppet } = await start(name);
    const place = { kind: 'location', latitude: 39.9, longitude: 116.4, name: '国贸' } as const;
    const location = await puppet.messageLocation((await tell(place)).id);
    expect(location).toMatchObject({ latitude: 39.9, longitude: 116.4, name: '国贸' });
    const link = { kind: 'link', title: '事故', url: 'https://example.com/a' } as const;
    const url = await (await tell(link)).toUrlLink();
    expect([url.title(), url.url()]).toEqual(['事故', 'https://example.com/a']);
  });

  test('tells a message once, and no events', async () => {
    const { tell, hear, messages } = await start(name);
    await tell({ kind: 'text', text: '一' }, 'same');
    hear({ kind: 'text', text: '一' }, 'same');
    hear({ kind: 'entered', welcomeCode: 'code' }, 'event');
    await tell({ kind: 'text', text: '二' });
    expect(messages.map((message) => message.text())).toEqual(['一', '二']);
  });

  test('says text, and wechaty finds it by its id', async () => {
    const { api, tell } = await start(name);
    const { talker } = { talker: (await tell({ kind: 'text', text: '在吗' })).talker() };
    const said = await talker.say('您好');
    expect(api.sent).toEqual([{ userId: 'wm-1', message: { kind: 'text', text: '您好' } }]);
    expect(said?.self()).toBe(true);
    expect(said?.text()).toBe('您好');
  });

  test.each([
    ['a.png', 'image'],
    ['a.mp4', 'video'],
    ['a.pdf', 'file'],
  ])('uploads %s as %s and sends it', async (fileName, media) => {
    const { api, tell } = await start(name);
    const talker = (await tell({ kind: 'text', text: '在吗' })).talker();
    await talker.say(FileBox.fromBuffer(Buffer.from(BYTES), fileName));
    expect(api.uploads).toMatchObject([{ media, name: fileName }]);
    expect(api.sent).toEqual([
      { userId: 'wm-1', message: { kind: 'media', media, mediaId: 'up-1' } },
    ]);
  });

  test('keeps the code of what WeChat refuses', async () => {
    const { api, puppet } = await start(name);
    api.failures.push({ code: 45015, errorClass: 'quota' });
    await expect(puppet.messageSendText('wm-1', '您好')).rejects.toMatchObject({
      errcode: 45015,
      errorClass: 'quota',
    });
  });

  test('refuses by name what the protocol has not', async () => {
    const { puppet } = await start(name);
    await expect(puppet.roomCreate()).rejects.toThrow(`roomCreate is unsupported by ${name}`);
    await expect(puppet.messageRecall()).rejects.toThrow('messageRecall is unsupported');
    expect(await puppet.roomList()).toEqual([]);
  });

  test('tells again what came while nobody listened', async () => {
    const { puppet, bot, hear } = await start(name);
    await vi.waitFor(() => expect(bot.isLoggedIn).toBe(true));
    puppet.removeAllListeners('message');
    hear({ kind: 'text', text: '有人吗' }, 'm-unheard');
    const heard = new Promise((resolve) => puppet.on('message', resolve));
    expect(await heard).toEqual({ messageId: 'm-unheard' });
  });
});
