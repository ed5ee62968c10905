import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReply } from '../../../src/bot/channels/web/render-reply.ts';
import { makeDialogue } from '../../../src/bot/dialogue/make-dialogue.ts';
import { makeRespond } from '../../../src/bot/respond.ts';
import { makeTurn } from '../../../src/bot/turn.ts';
import { makeCaseNumbers } from '../../../src/domain/case-numbers.ts';
import { allFlows } from '../../../src/flows/all-flows.ts';
import { SECOND_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { PreparedTurns } from '../../../src/store/conversations/prepared-turns.ts';
import { makeTurnStore } from '../../../src/store/conversations/turn-store.ts';
import { makeDeskReader } from '../../../src/store/handoffs/desk-reader.ts';
import { ProcessConnection } from '../../../src/store/process-connection.ts';
import { makeWorld } from '../../dialogues/world.ts';
import { makeOtherReads } from '../../dialogues/world-reads.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { understander } from '../../support/understanding.ts';
import { makeDeskWorld } from './desk-world.ts';

/** Saturday morning in China. */
const START = new Date('2026-06-13T02:00:00Z');
let db: TestDatabase;
let world: ReturnType<typeof makeDeskWorld>;
const clock = makeManualClock(START);

beforeAll(async () => {
  db = await startTestDatabase();
  world = makeDeskWorld(db, clock);
});
afterAll(() => db.stop());

/** The whole bot on the real store, and people beside it. */
async function aDesk() {
  const log = makeLog({ level: 'silent' });
  const processId = `process-${systemRandom.text(8)}`;
  const presence = new ProcessConnection({ connectionString: db.url, processId, clock, log });
  await presence.get();
  const turns = makeTurnStore({
    pool: db.pool,
    processId,
    prepared: new PreparedTurns(),
    random: systemRandom,
    applyWrite: makeApplyWrite({ random: systemRandom, oneTimeCodeText: (code) => code }),
    settle: world.settleAs(processId),
  });
  const turn = makeTurn({
    turns,
    feed: { publish: () => {}, publishTyping: () => {}, subscribe: () => () => {} },
    respond: makeRespond({
      dialogue: makeDialogue({
        flows: allFlows,
        understander,
        reads: {
          ...makeWorld().reads,
          ...makeOtherReads({}, []),
          desk: makeDeskReader({ pool: db.pool }),
        },
        numbers: makeCaseNumbers(systemRandom),
      }),
      render: renderReply,
      features: { oneTimeCode: false },
      brand: { name: '安途车险', hotline: '400-000-0000' },
    }),
    apology: () => [{ author: 'bot', activity: { type: 'message', text: 'APOLOGY' } }],
    readsUnfinished: () => false,
    isUnavailable: () => false,
    queued: () => {},
    clock,
    random: systemRandom,
    log,
  });
  const id = await world.turns.aConversation();
  let said = 0;
  const answer = async (): Promise<string> => {
    const before = (await world.textsOf(id)).length;
    let result = await turn(id);
    while (result === 'again') result = await turn(id);
    return (await world.textsOf(id)).slice(before).join('\n');
  };
  return {
    ...world,
    id,
    /** The bot's turn, with what it said. */
    turn: answer,
    say: async (text: string): Promise<string> => {
      said += 1;
      clock.advance(5 * SECOND_MS);
      await world.turns.say(id, text, clock.now(), `${id}:${said}`);
      return answer();
    },
    handoff: async () => {
      const { rows } = await db.pool.query<{ id: string; outcome: string | null }>(
        'SELECT id, outcome FROM handoffs WHERE conversation_id = $1 ORDER BY requested_at DESC LIMIT 1',
        [id],
      );
      return rows[0] ?? { id: '', outcome: null };
    },
    stop: () => presence.close(),
  };
}

describe('the bot and a person in one conversation', () => {
  it('go from hand to hand: asked for, accepted, returned, resumed, closed, rated', async () => {
    const desk = await aDesk();
    const wang = await desk.anAgent({ name: '小王' });
    expect(await desk.say('我要报案')).toContain('bot: ');
    expect(await desk.say('转人工')).toContain('已为您登记人工服务');
    expect(await desk.modeOf(desk.id)).toBe('queued');
    expect(await desk.say('我排到第几了')).toContain('您是下一位');
    await desk.desk.accept((await desk.handoff()).id, wang);
    expect(await desk.say('在吗')).toBe('');
    await desk.desk.returnToBot((await desk.handoff()).id, wang, undefined);
    expect(await desk.turn()).toContain('“事故报案”还没有办完，要继续吗');
    expect(await desk.say('继续办理')).toContain('我们接着办理“事故报案”');
    await desk.say('转人工');
    const second = (await desk.handoff()).id;
    await desk.desk.accept(second, wang);
    await desk.desk.send(desk.id, wang, { type: 'message', text: '您好，我来办。' });
    await desk.desk.close(second, wang, { resultCode: 'solved' });
    expect(await desk.turn()).toMatch(/本次人工服务已经结束.*\n.*评价一下小王的服务/);
    expect(await desk.say('2')).toContain('哪里没做好');
    expect(await desk.say('等太久了，理赔进度也没说清楚')).toContain('如实记下');
    const { rows } = await db.pool.query(
      'SELECT score, comment FROM handoff_ratings WHERE handoff_id = $1',
      [second],
    );
    expect(rows).toEqual([{ score: 2, comment: '等太久了，理赔进度也没说清楚' }]);
    await desk.stop();
  });

  it('a call is chosen in place of waiting: registered, and the queue ends', async () => {
    const desk = await aDesk();
    await desk.say('转人工');
    await desk.say('预约回电');
    expect(await desk.say('跳过')).toContain('什么时间');
    expect(await desk.say('明天下午三点')).toContain('手机号');
    expect(await desk.say('13911112222')).toContain('明天 15:00–16:00');
    expect(await desk.say('对')).toContain('人工排队已为您取消');
    expect(await desk.modeOf(desk.id)).toBe('bot');
    expect(await desk.handoff()).toMatchObject({ outcome: 'call_back' });
    const { rows } = await db.pool.query(
      'SELECT kind, status, contact_phone, details FROM service_requests WHERE conversation_id = $1',
      [desk.id],
    );
    expect(rows).toMatchObject([
      {
        kind: 'call_back',
        status: 'open',
        contact_phone: '13911112222',
        details: { callFrom: '2026-06-14T07:00:00.000Z', callTo: '2026-06-14T08:00:00.000Z' },
      },
    ]);
    await desk.stop();
  });

  it('the waiting is given up: the queue ends, and the bot goes on', async () => {
    const desk = await aDesk();
    await desk.say('转人工');
    expect(await desk.say('不用人工了')).toContain('人工排队已经取消');
    expect(await desk.modeOf(desk.id)).toBe('bot');
    expect(await desk.handoff()).toMatchObject({ outcome: 'withdrawn' });
    expect(await desk.say('我排到第几了')).toContain('没有在排队');
    await desk.stop();
  });
});
