import { z } from 'zod';
import type { WxSim } from '../types.ts';

/** The body of `POST /sim/spoil`: what is to go wrong next, or who stops serving. */
export const spoilSchema = z.discriminatedUnion('spoil', [
  /** The next send is refused with the code. */
  z.object({
    spoil: z.literal('refuse_send'),
    channel: z.enum(['official-account', 'kf']),
    errcode: z.number().int(),
  }),
  /** The next send is taken, and the connection breaks before the answer. */
  z.object({ spoil: z.literal('cut_send'), channel: z.enum(['official-account', 'kf']) }),
  /** The next send is taken and does not arrive; WeChat tells so afterwards. */
  z.object({ spoil: z.literal('lose_send'), account: z.string() }),
  z.object({ spoil: z.literal('expire_tokens') }),
  z.object({
    spoil: z.literal('servicer'),
    channel: z.enum(['official-account', 'kf']),
    account: z.string(),
    servicer: z.string(),
    isServing: z.boolean(),
  }),
]);
type Spoil = z.infer<typeof spoilSchema>;

const SEND_PATHS = { 'official-account': '/message/custom/send', kf: '/kf/send_msg' } as const;
/** `msg_send_fail`: the customer's app cannot show it. */
const FAIL_TYPE = 4;

/** Does it. */
export async function spoil(sim: Omit<WxSim, 'stop'>, what: Spoil): Promise<void> {
  switch (what.spoil) {
    case 'refuse_send':
      sim.fail({ path: SEND_PATHS[what.channel], kind: 'errcode', errcode: what.errcode });
      return;
    case 'cut_send':
      sim.fail({ path: SEND_PATHS[what.channel], kind: 'reset_after_doing' });
      return;
    case 'lose_send':
      sim.kf(what.account).loseSends({ times: 1, failType: FAIL_TYPE });
      return;
    case 'expire_tokens':
      sim.expireTokens();
      return;
    case 'servicer': {
      if (what.channel === 'official-account') {
        sim.officialAccount(what.account).servicer(what.servicer).setOnline(what.isServing);
        return;
      }
      const status = what.isServing ? 'serving' : 'stopped';
      await sim.kf(what.account).servicer(what.servicer).setStatus(status);
    }
  }
}
