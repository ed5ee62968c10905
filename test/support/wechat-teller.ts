import type { Pool } from 'pg';
import { channelAccountOf, type WechatKind } from '../../src/domain/wechat/account.ts';
import {
  type Act,
  type Answer,
  aPhoto,
  lastInbound,
  linesOf,
  settled,
  type Teller,
  type Whose,
} from './story-player.ts';
import type { SeenMessage, SimCustomer, WxSim } from './wx-sim/types.ts';

/** Somebody on a phone of the simulator. */
export interface WechatTeller extends Teller {
  readonly whose: Whose;
  readonly phone: SimCustomer;
  /** What an act of any kind leads to. */
  answerTo(act: () => Promise<unknown>): Promise<Answer>;
}

/** A customer of one of the simulator's accounts. */
export function makeWechatTeller(given: {
  readonly sim: WxSim;
  readonly pool: Pool;
  readonly kind: WechatKind;
  readonly account?: string;
  readonly userId: string;
}): WechatTeller {
  const { sim, pool, kind, userId, account = 'main' } = given;
  const phone =
    kind === 'kf'
      ? sim.kf(account).customer(userId)
      : sim.officialAccount(account).customer(userId);
  const whose = { channelAccount: channelAccountOf(kind, account), userId };
  const answerTo = async (act: () => Promise<unknown>): Promise<Answer> => {
    const [count, before] = [phone.received().length, await lastInbound(pool, whose)];
    await act();
    await settled(pool, whose, before);
    return answerOf(phone.received().slice(count));
  };
  return {
    whose,
    phone,
    answerTo,
    do: (act) => answerTo(() => perform(phone, act)),
    conversationId: () => settled(pool, whose, -1),
  };
}

async function perform(phone: SimCustomer, act: Act): Promise<void> {
  if (typeof act === 'string') await phone.say(act);
  else if ('number' in act) await phone.typeNumber(act.number);
  else if ('tap' in act) await phone.tap(act.tap);
  else if ('place' in act) await phone.location(act.place);
  else {
    for (let photo = 0; photo < act.photos; photo += 1) await phone.photo(aPhoto(`${photo}`));
  }
}

/** The lines as the phone shows them; a menu's options apart. */
function answerOf(messages: readonly SeenMessage[]): Answer {
  const lines = messages.flatMap(({ text, head, tail, kind }) =>
    kind === 'menu' ? [...linesOf(head ?? ''), ...linesOf(tail ?? '')] : linesOf(text),
  );
  return { lines, choices: messages.at(-1)?.options.map(({ label }) => label) ?? [] };
}
