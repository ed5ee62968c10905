import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  judge,
  type NumberedCustomer,
  numberedCustomers,
  skipLeases,
  untilQuiet,
} from '../support/numbered-customer.ts';
import { startWechatWorld, type WechatWorld } from '../support/wechat-world.ts';

const CUSTOMERS_EACH = 20;
/** Kills of the only desk, and of each of two. */
const KILLS = 4;
const KILLS_EACH = 2;
/** Right after an answer of WeChat's left: the desk has it and has not stored what follows, or is about to. */
const MOMENTS = ['/kf/sync_msg', '/kf/send_msg', '/message/custom/send', undefined] as const;
const AFTER_START_MAX_MS = 700;
const AFTER_ANSWER_MAX_MS = 12;
const MOMENT_WITHIN_MS = 2_000;

let world: WechatWorld;
let customers: readonly NumberedCustomer[];

beforeEach(async () => {
  world = await startWechatWorld();
  customers = numberedCustomers(world.sim, CUSTOMERS_EACH);
});
afterEach(() => world.remove());

describe('forty customers lose no answer and get none twice', () => {
  test('while the only desk is killed again and again', async () => {
    let desk = await world.start();
    await whileTalking(async () => {
      for (let kills = 0; kills < KILLS; kills += 1) {
        await momentFor(kills);
        await desk.kill();
        await skipLeases(world);
        desk = await world.start();
      }
    });
    await expectAllAnswered();
  });

  test('while two desks read the same accounts and one or the other is killed', async () => {
    const first = await world.start();
    const second = await world.start();
    const dieOften = async (desk: typeof first): Promise<void> => {
      let living = desk;
      for (let kills = 0; kills < KILLS_EACH; kills += 1) {
        await momentFor(kills);
        await living.kill();
        living = await world.start();
      }
      await living.kill();
    };
    await whileTalking(() => Promise.all([dieOften(first), dieOften(second)]));
    await skipLeases(world);
    await world.start();
    await expectAllAnswered();
  });
});

async function whileTalking(work: () => Promise<unknown>): Promise<void> {
  await Promise.all(customers.map((customer) => customer.begin()));
  let isOver = false;
  const talking = customers.map((customer) => customer.talk(() => isOver));
  await work();
  isOver = true;
  await Promise.all(talking);
}

async function expectAllAnswered(): Promise<void> {
  await untilQuiet(world);
  const verdict = await judge(world, customers);
  expect(verdict.untold).toEqual({});
  expect(verdict.answered).toBeGreaterThan(customers.length * 2);
}

/** A little after the next answer that WeChat gives on this path, or at any time. */
async function momentFor(nth: number): Promise<void> {
  const path = MOMENTS[nth % MOMENTS.length];
  await delay(Math.random() * AFTER_START_MAX_MS);
  if (path === undefined) return;
  const before = world.sim.requests(path).length;
  const until = performance.now() + MOMENT_WITHIN_MS;
  while (world.sim.requests(path).length === before && performance.now() < until) await delay(1);
  await delay(Math.random() * AFTER_ANSWER_MAX_MS);
}
