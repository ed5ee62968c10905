import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeWechatCallbacks } from '../../../../../src/bot/channels/wechat/receive/callbacks.ts';
import { addMs } from '../../../../../src/lib/clock.ts';
import { makeLog } from '../../../../../src/lib/log.ts';
import { makeKfCursors } from '../../../../../src/store/wechat/kf-cursors.ts';
import { makeWechatInbox } from '../../../../../src/store/wechat/wechat-inbox.ts';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';
import { clear, encrypted, kf, NOW, official, TIMESTAMP } from '../protocol/callback-fixtures.ts';

let db: TestDatabase;
let clock: ReturnType<typeof makeManualClock>;
let told: string[];
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query('TRUNCATE wechat_inbox, wechat_callbacks, wechat_cursors');
  clock = makeManualClock(NOW);
  told = [];
});

function open(mode: 'plain' | 'compatible' | 'safe' = 'safe') {
  const store = { pool: db.pool, processId: 'process-1' };
  return makeWechatCallbacks({
    accounts: [official(mode), kf()],
    inbox: makeWechatInbox(store),
    cursors: makeKfCursors(store),
    rang: () => void told.push('rang'),
    stored: () => void told.push('stored'),
    clock,
    log: makeLog({ level: 'silent' }),
  });
}

const text = (messageId: string, words = '你好') =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName>
   <CreateTime>${TIMESTAMP}</CreateTime><MsgType><![CDATA[text]]></MsgType>
   <Content><![CDATA[${words}]]></Content><MsgId>${messageId}</MsgId></xml>`;
const bell = (openKfid: string, event = 'kf_msg_or_event') =>
  `<xml><ToUserName><![CDATA[ww1]]></ToUserName><CreateTime>${TIMESTAMP}</CreateTime>
   <MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${event}]]></Event>
   <Token><![CDATA[token-1]]></Token><OpenKfId><![CDATA[${openKfid}]]></OpenKfId></xml>`;

async function countRows() {
  const { rows } = await db.pool.query(
    `SELECT (SELECT count(*)::int FROM wechat_inbox) AS inbox, (SELECT count(*)::int FROM wechat_callbacks) AS marks`,
  );
  return rows[0];
}
const NOTHING = { inbox: 0, marks: 0 };
const SUCCESS = { status: 200, body: 'success' };

describe('a callback of the Official Account', () => {
  it('is stored before it is acknowledged, and the worker is told', async () => {
    const callback = encrypted('wx1', { message: text('4561255354251345929') });
    expect(await open().receive('official-account', 'main', callback)).toEqual(SUCCESS);
    const { rows } = await db.pool.query('SELECT message_id, status FROM wechat_inbox');
    expect(rows).toEqual([{ message_id: '4561255354251345929', status: 'waiting' }]);
    expect(told).toEqual(['stored']);
  });

  it('that WeChat repeats is acknowledged and stored once', async () => {
    const callbacks = open();
    const callback = encrypted('wx1', { message: text('1') });
    await callbacks.receive('official-account', 'main', callback);
    clock.advance(5_000);
    expect(await callbacks.receive('official-account', 'main', callback)).toEqual(SUCCESS);
    expect(await countRows()).toEqual({ inbox: 1, marks: 1 });
    expect(told).toEqual(['stored']);
  });

  it('that somebody sends again later is refused', async () => {
    const callbacks = open();
    const callback = encrypted('wx1', { message: text('1') });
    await callbacks.receive('official-account', 'main', callback);
    clock.advance(60_000);
    expect(await callbacks.receive('official-account', 'main', callback)).toEqual({
      status: 403,
      body: 'replayed',
    });
    expect(await countRows()).toEqual({ inbox: 1, marks: 1 });
  });

  it('in clear whose signature was used with another body is refused', async () => {
    const callbacks = open('plain');
    const query = clear();
    const first = await callbacks.receive('official-account', 'main', { query, body: text('1') });
    const forged = { query, body: text('2', '转账') };
    expect([
      first.status,
      (await callbacks.receive('official-account', 'main', forged)).status,
    ]).toEqual([200, 403]);
    expect(await countRows()).toEqual({ inbox: 1, marks: 1 });
  });
});

describe('a callback that is not WeChat’s', () => {
  const good = encrypted('wx1', { message: text('1') });
  const old = String(Number(TIMESTAMP) - 301);
  it.each([
    ['unsigned', { query: {}, body: text('1') }, 403, 'unsigned'],
    ['unsigned, though encrypted', { query: {}, body: good.body }, 403, 'unsigned'],
    [
      'wrongly signed',
      { ...good, query: { ...good.query, msg_signature: 'a'.repeat(40) } },
      403,
      'wrong_signature',
    ],
    [
      'changed on the way',
      { ...good, body: encrypted('wx1', { message: text('2') }).body },
      403,
      'wrong_signature',
    ],
    ['too old', encrypted('wx1', { message: text('1'), timestamp: old }), 403, 'stale'],
    ['meant for somebody else', encrypted('wx2', { message: text('1') }), 403, 'wrong_receiver'],
    ['in clear', { query: clear(), body: text('1') }, 403, 'clear_text'],
    ['cut off', { ...good, body: good.body.slice(0, 60) }, 400, 'not_readable'],
    ['empty', { ...good, body: '' }, 400, 'not_readable'],
    ['no XML', { ...good, body: 'hello' }, 400, 'not_readable'],
  ])('is refused when it is %s, and nothing is stored', async (_name, given, status, body) => {
    const answer = await open().receive('official-account', 'main', given);
    expect(answer).toEqual({ status, body });
    expect(await countRows()).toEqual(NOTHING);
    expect(told).toEqual([]);
  });

  it.each(['official-account', 'kf'] as const)('has no such account of %s', async (kind) => {
    const callbacks = open();
    const unknown = { status: 404, body: 'unknown account' };
    expect(await callbacks.receive(kind, 'other', good)).toEqual(unknown);
    expect(callbacks.check(kind, 'other', good.query)).toEqual(unknown);
    expect(await countRows()).toEqual(NOTHING);
  });
});

describe('a doorbell of 微信客服', () => {
  const know = () =>
    makeKfCursors({ pool: db.pool, processId: 'process-1' }).know(
      [{ channelAccount: 'wechat-kf:main', openKfid: 'wk1' }],
      addMs(NOW, -60_000),
    );
  const rung = async () =>
    (await db.pool.query('SELECT open_kfid, token, rung FROM wechat_cursors')).rows;

  it('rings, whatever it rings for is fetched later', async () => {
    await know();
    const callback = encrypted('ww1', { message: bell('wk1') });
    expect(await open().receive('kf', 'main', callback)).toEqual(SUCCESS);
    expect(await rung()).toEqual([{ open_kfid: 'wk1', token: 'token-1', rung: 1 }]);
    expect(told).toEqual(['rang']);
  });

  it.each([
    ['an account that is not ours', bell('wk9')],
    ['something else', bell('wk1', 'change_contact')],
  ])('for %s is acknowledged, and nothing follows', async (_name, message) => {
    await know();
    expect(await open().receive('kf', 'main', encrypted('ww1', { message }))).toEqual(SUCCESS);
    expect(await rung()).toMatchObject([{ rung: 0 }]);
    expect(told).toEqual([]);
  });
});

describe('the check of the address', () => {
  it('answers the word that WeChat encrypted, and nothing else', () => {
    const { query, text: echostr } = encrypted('ww1', { message: '1616140317555161061' });
    const callbacks = open();
    expect(callbacks.check('kf', 'main', { ...query, echostr })).toEqual({
      status: 200,
      body: '1616140317555161061',
    });
    expect(callbacks.check('kf', 'main', { ...query, echostr: 'AAAA' }).status).toBe(403);
  });

  it('answers the word in clear to an Official Account', () => {
    const callbacks = open('plain');
    const query = clear({ echostr: '<b>1</b>' });
    expect(callbacks.check('official-account', 'main', query)).toEqual({
      status: 200,
      body: '<b>1</b>',
    });
    expect(callbacks.check('official-account', 'main', { ...query, signature: 'x' }).status).toBe(
      403,
    );
  });
});

it('a callback that cannot be stored is asked for again', async () => {
  const callbacks = makeWechatCallbacks({
    accounts: [official('safe')],
    inbox: { receive: () => Promise.reject(new Error('the database is away')) },
    cursors: { ring: () => Promise.reject(new Error('the database is away')) },
    rang: () => undefined,
    stored: () => void told.push('stored'),
    clock,
    log: makeLog({ level: 'silent' }),
  });
  const callback = encrypted('wx1', { message: text('1') });
  const answer = await callbacks.receive('official-account', 'main', callback);
  expect(answer).toEqual({ status: 503, body: 'later' });
  expect(told).toEqual([]);
});
