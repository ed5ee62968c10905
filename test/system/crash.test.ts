import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskProcess, freePort, startDesk } from '../support/desk-process.ts';
import { Talker } from '../support/talker.ts';

const SECRET = 'crash-test-secret-0123456789';
const CONVERSATIONS = 200;
const TALK_MS = 30_000;
const KILLS_MIN = 8;
const TEXTS = ['你好', '我的理赔到哪了', '谢谢', '沪A12345', '算了', '你们能做什么'];

describe('a desk that dies again and again', () => {
  let dataDir: string;
  let port: number;
  let desk: DeskProcess;

  const start = (): Promise<DeskProcess> =>
    startDesk({
      port,
      dataDir,
      // The first makes a database and loads the demo insurer.
      readyWithinMs: 180_000,
      environment: { DIRECT_LINE_SECRET: SECRET, DEMO: 'on' },
    });

  // One for both: whoever talked before is of no concern to those who talk now.
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'careline-crash-'));
    port = await freePort();
    desk = await start();
  });

  afterAll(async () => {
    await desk?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('answers every acknowledged message once and in order when its process is killed', async () => {
    const kills = await talkWhile(async () => {
      await desk.kill();
      desk = await start();
    });
    expect(kills).toBeGreaterThanOrEqual(KILLS_MIN);
  });

  test('answers every acknowledged message once and in order when its database is killed', async () => {
    const kills = await talkWhile(async () => {
      process.kill(databasePid(dataDir), 'SIGKILL');
      await delay(500);
      await waitUntilReady(desk.url);
    });
    expect(kills).toBeGreaterThanOrEqual(KILLS_MIN);
  });

  async function talkWhile(kill: () => Promise<void>): Promise<number> {
    const talkers = await Promise.all(
      Array.from({ length: CONVERSATIONS }, async () => {
        const talker = new Talker(desk.url);
        await talker.start(SECRET);
        return talker;
      }),
    );
    const until = Date.now() + TALK_MS;
    const talking = Promise.all(talkers.map((talker) => talker.talk(TEXTS, until)));
    let kills = 0;
    while (Date.now() < until || kills < KILLS_MIN) {
      await delay(800);
      await kill();
      kills += 1;
    }
    await talking;
    for (const talker of talkers) {
      expectEachAnsweredOnceInOrder(talker, await talker.transcript());
      talker.close();
    }
    return kills;
  }
});

function expectEachAnsweredOnceInOrder(
  talker: Talker,
  transcript: Awaited<ReturnType<Talker['transcript']>>,
): void {
  expect(talker.acknowledged.length).toBeGreaterThan(0);
  expect(new Set(transcript.map((activity) => activity.id)).size).toBe(transcript.length);
  const asked = transcript
    .filter((activity) => activity.from?.role === 'user')
    .map((activity) => activity.id);
  expect(asked).toEqual(talker.acknowledged.map((message) => message.id));
  // Turns answer in one commit, so the replies to one message stand together.
  const answered = transcript.flatMap((activity) =>
    activity.replyToId === undefined ? [] : [activity.replyToId],
  );
  const groups = answered.filter((id, index) => id !== answered[index - 1]);
  expect(groups).toEqual(asked);
  const times = transcript.map((activity) => Date.parse(activity.timestamp ?? ''));
  expect(times).toEqual([...times].sort((a, b) => a - b));
}

function databasePid(dataDir: string): number {
  return Number(
    readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
}

async function waitUntilReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(50);
  }
}
