import type { GrantKind } from '../../../../domain/wechat/grants.ts';
import type { WechatWire } from '../../../../domain/wechat/outbound.ts';
import type { SendPart, WechatLedger } from '../../../../domain/wechat/ports.ts';
import {
  hasCode,
  isForMessages,
  type UsableSend,
  usableSends,
} from '../../../../domain/wechat/quota.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Block } from './blocks.ts';
import { type Fitted, fitBlocks } from './fit-blocks.ts';
import type { SendJob } from './send-job.ts';

export interface PlanDeps {
  readonly ledger: Pick<WechatLedger, 'grants' | 'plan'>;
  readonly clock: Clock;
}

export type Planned =
  | { readonly kind: 'planned'; readonly parts: readonly SendPart[]; readonly cut: number }
  | { readonly kind: 'none'; readonly reason: NoneReason }
  /** Others spent the grants meanwhile, time and again. */
  | { readonly kind: 'raced' };

/** Why nothing may be sent, or `nothing_to_say`. */
export type NoneReason = 'quota' | 'window_closed' | 'code_expired' | 'nothing_to_say';

/** Plans that lost their grants to somebody else before the row waits for its next attempt. */
const TRIES_MAX = 3;

/** Fits the blocks into the sends that are left, and stores the plan with what it spends. */
export async function planRow(
  deps: PlanDeps,
  job: SendJob,
  given: {
    readonly blocks: readonly Block[];
    readonly keptForNews: number;
    /** The number behind all that the row's parts had so far: the ledger gives the same. */
    readonly firstPart: number;
  },
): Promise<Planned> {
  const { purpose, conversationId, outboxId, channelAccount } = job;
  if (given.blocks.length === 0) return { kind: 'none', reason: 'nothing_to_say' };
  for (let tried = 0; tried < TRIES_MAX; tried += 1) {
    const now = deps.clock.now();
    const grants = await deps.ledger.grants(conversationId, now);
    const need = { purpose, keptForNews: given.keptForNews, now };
    const chosen = assign(given.blocks, usableSends(grants, need));
    if (chosen.parts.length === 0) {
      return { kind: 'none', reason: await whyNone(deps, job, now) };
    }
    const { parts, cut } = chosen;
    const plan = { outboxId, conversationId, channelAccount, parts, now };
    if (!(await deps.ledger.plan(plan))) continue;
    const numbered = parts.map((part, index) => ({
      ...part,
      part: given.firstPart + index,
      status: 'planned' as const,
    }));
    return { kind: 'planned', parts: numbered, cut };
  }
  return { kind: 'raced' };
}

interface Assigned {
  readonly parts: readonly { readonly wire: WechatWire; readonly grantKind: GrantKind }[];
  readonly cut: number;
}

/** Each message with the send that it uses. A code that the first message may not go out with is left alone. */
export function assign(blocks: readonly Block[], sends: readonly UsableSend[]): Assigned {
  if (sends.length === 0) return { parts: [], cut: 0 };
  const { wires, cut } = fitBlocks(blocks, sends.length);
  const first = sends[0];
  if (first?.code !== undefined && !goesByCode({ wires, cut }, first)) {
    return assign(blocks, sends.slice(1));
  }
  const parts = wires.flatMap((wire, index) => {
    const send = sends[index];
    return send === undefined ? [] : [{ wire, grantKind: send.grantKind }];
  });
  return { parts, cut };
}

/** Text or a menu; into the notice of the queue only text (wechat.md 4.5). */
function goesByCode({ wires }: Fitted, { grantKind }: UsableSend): boolean {
  const kind = wires[0]?.kind;
  return kind === 'text' || (kind === 'menu' && grantKind !== 'queue_notice');
}

/** Used up, or over: what the console tells the agent. */
async function whyNone(deps: PlanDeps, job: SendJob, now: Date): Promise<NoneReason> {
  const { conversationId, createdAt } = job;
  const live = await deps.ledger.grants(conversationId, now, { usedUp: true });
  if (live.some(isForMessages)) return 'quota';
  const then = await deps.ledger.grants(conversationId, createdAt, { usedUp: true });
  return then.some(hasCode) ? 'code_expired' : 'window_closed';
}
