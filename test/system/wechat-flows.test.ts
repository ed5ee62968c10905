import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SceneKind, signScene } from '../../src/domain/wechat/scene.ts';
import { expectLedger } from '../support/channel-ledger.ts';
import type { Answer, Teller } from '../support/story-player.ts';
import { STORIES, type Story, withoutNumbers } from '../support/told-stories.ts';
import { type FakeTranscription, startFakeTranscription } from '../support/transcription.ts';
import { openWebTeller } from '../support/web-teller.ts';
import {
  SCENE_SECRET,
  startWechatFlowDesk,
  WEB_SECRET,
  type WechatFlowDesk,
} from '../support/wechat-flow-desk.ts';
import { makeWechatTeller, type WechatTeller } from '../support/wechat-teller.ts';

const ON_WECHAT = ['official-account', 'kf'] as const;
type WechatKind = (typeof ON_WECHAT)[number];
const CHANNELS = ['web', ...ON_WECHAT] as const;
type Channel = (typeof CHANNELS)[number];

/** Signs, but not the stars in a masked number. */
const MARKDOWN = /(?<!\*)\*\*(?!\*)|^#+ |\]\(|`|undefined|null/m;
/** Stories at once, each on every channel: more would only wait for one another. */
const AT_ONCE = 4;

let world: WechatFlowDesk;
let ears: FakeTranscription;
/** Every story on every channel, all told at once. */
const told = new Map<string, Promise<readonly Answer[]>>();
const onWechat: WechatTeller[] = [];

beforeAll(async () => {
  ears = await startFakeTranscription();
  world = await startWechatFlowDesk({ TRANSCRIPTION_BASE_URL: ears.url });
  // The demo insurer's people go home in the evening; what is said then is another text.
  await world.desk.database.pool.query(`DELETE FROM calendars WHERE id = 'desk'`);
  const ended: Promise<unknown>[] = [];
  for (const [index, story] of STORIES.entries()) {
    const before = ended[index - AT_ONCE];
    const channels = CHANNELS.map((channel) => {
      const answers = Promise.resolve(before).then(() => tell(channel, story));
      told.set(keyOf(channel, story), answers);
      return answers;
    });
    // Whoever asks for a story gets its error.
    ended.push(Promise.allSettled(channels));
  }
});

afterAll(async () => {
  await world?.remove();
  await ears?.stop();
});

function keyOf(channel: Channel, { name }: Story): string {
  return `${channel} ${name}`;
}

async function answersOf(channel: Channel, story: Story): Promise<readonly Answer[]> {
  return (await told.get(keyOf(channel, story))) ?? [];
}

function aCustomer(kind: WechatKind, userId: string): WechatTeller {
  const { desk, sim } = world;
  const teller = makeWechatTeller({ sim, pool: desk.database.pool, kind, userId });
  onWechat.push(teller);
  return teller;
}

async function tell(channel: Channel, story: Story): Promise<readonly Answer[]> {
  const userId = `story-${STORIES.indexOf(story)}`;
  const { url, database } = world.desk;
  const web = { url, pool: database.pool, secret: WEB_SECRET, userId: `dl_${userId}` };
  const teller: Teller = channel === 'web' ? await openWebTeller(web) : aCustomer(channel, userId);
  const answers: Answer[] = [];
  for (const [act] of story.lines(CHANNELS.indexOf(channel))) answers.push(await teller.do(act));
  return answers;
}

function scene(kind: SceneKind, ref = ''): string {
  return signScene({ kind, ref }, SCENE_SECRET);
}

const textOf = ({ lines }: Answer): string => lines.join('\n');

describe.each(ON_WECHAT)('on %s', (kind) => {
  test.each(STORIES)('$name', async (story) => {
    const answers = await answersOf(kind, story);
    const lines = story.lines(CHANNELS.indexOf(kind));
    expect(answers).toHaveLength(lines.length);
    for (const [index, [, reads]] of lines.entries()) {
      expect(textOf(answers[index] ?? { lines: [], choices: [] })).toContain(reads);
    }
  });

  test.each(STORIES)('$name, in the words of the web chat', async (story) => {
    const [here, web] = await Promise.all([answersOf(kind, story), answersOf('web', story)]);
    for (const [index, answer] of here.entries()) {
      const other = web[index];
      expect(withoutNumbers(answer.lines)).toEqual(withoutNumbers(other?.lines ?? []));
      expect(answer.choices).toEqual(other?.choices);
    }
  });

  test('no Markdown is left, and every menu has a question above it', async () => {
    await Promise.all(STORIES.map((story) => answersOf(kind, story)));
    for (const { phone, whose } of onWechat) {
      if (!whose.channelAccount.startsWith(kind === 'kf' ? 'wechat-kf' : 'wechat-oa')) continue;
      for (const message of phone.received()) {
        expect(message.text).not.toMatch(MARKDOWN);
        if (message.kind === 'menu') expect(message.head ?? '').not.toBe('');
      }
    }
  });

  test('nine photos sent at once are answered together', async () => {
    const customer = aCustomer(kind, 'nine-photos');
    await customer.do('我刚刚在延安西路追尾了前面的车，人没事');
    const answer = await customer.do({ photos: 9 });
    const counts = [...textOf(answer).matchAll(/收到 (\d) 张照片/g)].map(([, n]) => Number(n));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(9);
    // Once; twice when the machine took longer between two of them than the turn waits.
    expect(counts.length).toBeLessThan(3);
  });

  test('a voice is taken for its words, or kindly asked for again', async () => {
    const customer = aCustomer(kind, 'voice');
    const record = (bytes: string) =>
      customer.answerTo(() => customer.phone.voice(Buffer.from(`#!AMR\n${bytes}`)));
    expect(textOf(await record('mumbles'))).toContain('麻烦您打字告诉我');
    ears.hears('clear', '我要报案');
    expect(textOf(await record('clear'))).toContain('有人受伤吗');
  });

  test('a video is kept, and a link is words', async () => {
    const { phone, answerTo } = aCustomer(kind, 'kinds');
    const mp4 = Buffer.from('AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDE=', 'base64');
    expect(textOf(await answerTo(() => phone.video(mp4)))).toContain('已经保存在本次会话里');
    const link = { title: '我要投诉', description: '', url: 'https://example.com/1' };
    expect(textOf(await answerTo(() => phone.link(link)))).not.toBe('');
  });
});

test('a lost sentence does not pass for the same words', async () => {
  for (const story of STORIES) {
    for (const { lines } of await answersOf('web', story)) {
      // A count of photos is no sentence: see withoutNumbers.
      for (const index of lines.keys()) {
        if (/^收到 \d 张照片/.test(lines[index] ?? '')) continue;
        const without = lines.filter((_, at) => at !== index);
        expect(withoutNumbers(without)).not.toEqual(withoutNumbers(lines));
      }
    }
  }
});

describe('at the Official Account', () => {
  const follower = (userId: string) => {
    const { answerTo } = aCustomer('official-account', userId);
    return { phone: world.sim.officialAccount('main').customer(userId), answerTo };
  };

  test('a new follower is greeted with what may be asked', async () => {
    const { phone, answerTo } = follower('new');
    const answer = await answerTo(() => phone.subscribe());
    expect(textOf(answer)).toContain('智能客服助手');
    expect(answer.choices).toContain('我要报案');
  });

  test('a code of ours leads to its matter, and a forged one to the greeting', async () => {
    const { phone, answerTo } = follower('scans');
    const claim = scene('claim', 'RP1');
    expect(textOf(await answerTo(() => phone.scan(claim)))).toContain('先核对一下身份');
    const forged = follower('forged');
    const [kindOf, ref, until] = claim.split('-');
    const other = [kindOf, ref, until, 'A'.repeat(16)].join('-');
    const greeted = await forged.answerTo(() => forged.phone.subscribe(other));
    expect(textOf(greeted)).toContain('智能客服助手');
  });

  test.each([
    ['FNOL', '有人受伤吗'],
    ['RESCUE', '都在安全的地方吗'],
    ['CLAIM', '先核对一下身份'],
    ['DOCUMENTS', '要哪些材料'],
    ['POLICY', '先核对一下身份'],
    ['COMPLAINT', '我们一定受理'],
  ])('the menu button %s begins its flow', async (key, reads) => {
    const { phone, answerTo } = follower(`click-${key}`);
    expect(textOf(await answerTo(() => phone.click(key)))).toContain(reads);
  });
});

describe('at 微信客服', () => {
  const guest = (userId: string) => {
    const { answerTo } = aCustomer('kf', userId);
    return { phone: world.sim.kf('main').customer(userId), answerTo };
  };

  test('whoever opens the chat is greeted by the welcome code, and asked for by its reference', async () => {
    const { phone, answerTo } = guest('enters');
    const answer = await answerTo(() => phone.enter());
    expect(textOf(answer)).toContain('智能客服助手');
    expect(phone.received().map(({ via }) => via)).toEqual(['on_event']);
    const led = guest('led');
    const sceneParam = scene('report');
    const first = await led.answerTo(() => led.phone.enter({ scene: 'page', sceneParam }));
    expect(textOf(first)).toContain('有人受伤吗');
  });

  test('a file is kept, and what nobody can open is asked for in words', async () => {
    const { phone, answerTo } = guest('kinds-of-kf');
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF');
    const kept = await answerTo(() => phone.file('报价单.pdf', pdf));
    expect(textOf(kept)).toContain('收到您发来的 1 个文件');
    const miniprogram = { title: '查理赔进度', appid: 'wx1', pagepath: 'p', thumb_media_id: 't' };
    for (const body of [{ msgtype: 'miniprogram', miniprogram }, { msgtype: 'new_kind' }]) {
      const message = { external_userid: phone.id, origin: 3, ...body };
      const answer = await answerTo(() => world.sim.kf('main').push(message, phone.openKfid));
      expect(textOf(answer)).toContain('这类消息我打不开');
    }
  });
});

test('everything that was sent arrived once, and the ledger says so', async () => {
  await Promise.all(told.values());
  const { pool } = world.desk.database;
  expect(onWechat.length).toBeGreaterThan(2 * STORIES.length);
  for (const teller of onWechat) await expectLedger(pool, teller);
  expect(world.sim.callbacks().filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  const warned = world.desk
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(warned.filter((line) => !line.includes('a voice was not transcribed'))).toEqual([]);
});
