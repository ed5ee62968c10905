import type { SendResult } from '../../../../domain/outbox.ts';
import type { SendPart, WechatLedger } from '../../../../domain/wechat/ports.ts';
import { addMs, SECOND_MS } from '../../../../lib/clock.ts';
import { type BlockOptions, toBlocks } from './blocks.ts';
import { fitBlocks, toBlocksAgain } from './fit-blocks.ts';
import { type Planned, planRow } from './plan-row.ts';
import type { SendJob } from './send-job.ts';
import { type SendPartDeps, sendPart } from './send-part.ts';
import type { SendingAccount } from './sending-account.ts';

export interface SendRowDeps extends SendPartDeps {
  readonly ledger: Pick<WechatLedger, 'grants' | 'exhaust' | 'begin' | 'end' | 'parts' | 'plan'>;
}

/** What became of a row. `isUntold`: nothing of it left, and nothing of it will. */
export interface RowResult {
  readonly result: SendResult;
  readonly isUntold: boolean;
}

/** Plans a row by what is left to send, and sends its parts; of a row that was begun, those that are still open. */
export async function sendRow(
  deps: SendRowDeps,
  account: SendingAccount,
  { job, parts }: { readonly job: SendJob; readonly parts: readonly SendPart[] },
): Promise<RowResult> {
  const run = new RowRun(deps, account, job);
  return run.all(parts);
}

/**
 * No part is begun later than this after the attempt began: the next attempt goes on. The delivery cuts off what takes
 * 20 s (jobs/deliver-outbox.ts), and what is cut off in the middle of a call looks as if it may have arrived.
 */
const BEGIN_WITHIN_MS = 8 * SECOND_MS;
/** Parts planned anew within one attempt: by the next grant, and by the one after it. */
const REPLANS_MAX = 2;

/** One attempt at one row. */
class RowRun {
  readonly #deps: SendRowDeps;
  readonly #account: SendingAccount;
  readonly #job: SendJob;
  /** Statuses and reasons so far, of all parts that were not planned anew. */
  readonly #done: { readonly status: string; readonly reason: string }[] = [];
  readonly #beginUntil: Date;
  #cut = 0;
  #replans = 0;

  constructor(deps: SendRowDeps, account: SendingAccount, job: SendJob) {
    this.#deps = deps;
    this.#account = account;
    this.#job = job;
    this.#beginUntil = addMs(deps.clock.now(), BEGIN_WITHIN_MS);
  }

  async all(stored: readonly SendPart[]): Promise<RowResult> {
    const isOpen = stored.some(({ status }) => status !== 'failed' && status !== 'suppressed');
    if (isOpen) {
      this.#cut = fitBlocks(this.#blocks(), stored.length).cut;
      return this.#parts(stored);
    }
    // Nothing of it left: it comes for the first time, or somebody wants it tried again.
    const planned = await this.#plan(numberAfter(stored));
    return planned.kind === 'planned' ? this.#parts(planned.parts) : this.#unplanned(planned);
  }

  #blocks() {
    const { fileLink } = this.#deps;
    const options: BlockOptions = {
      kind: this.#account.kind,
      ...(fileLink !== undefined && { fileLink }),
    };
    return toBlocks(this.#job.activities, options);
  }

  async #plan(firstPart: number, blocks = this.#blocks()): Promise<Planned> {
    const { keptForNews } = this.#account.settings.quota;
    const planned = await planRow(this.#deps, this.#job, { blocks, keptForNews, firstPart });
    if (planned.kind === 'planned') this.#cut = planned.cut;
    return planned;
  }

  #unplanned(planned: Exclude<Planned, { readonly kind: 'planned' }>): RowResult {
    if (planned.kind === 'raced') {
      return { result: { kind: 'retry', reason: 'grants_changed' }, isUntold: false };
    }
    this.#done.push({ status: 'suppressed', reason: planned.reason });
    return this.#result();
  }

  async #parts(parts: readonly SendPart[]): Promise<RowResult> {
    for (const [index, part] of parts.entries()) {
      if (part.status !== 'planned' && part.status !== 'sending') {
        this.#done.push({ status: part.status, reason: 'earlier_attempt' });
        continue;
      }
      if (this.#job.signal.aborted) return again('cut_off');
      if (this.#deps.clock.now() > this.#beginUntil) return again('slow');
      const result = await sendPart(this.#deps, this.#account, { job: this.#job, part });
      switch (result.kind) {
        case 'sent':
          this.#done.push({ status: 'sent', reason: '' });
          break;
        case 'failed':
        case 'unknown':
          this.#done.push({ status: result.kind, reason: result.reason });
          break;
        case 'retry':
          return again(result.reason);
        case 'stop':
          this.#done.push(result);
          await this.#letGo(parts.slice(index + 1), result);
          return this.#result();
        case 'spent': {
          await this.#deps.ledger.exhaust(this.#job.conversationId, result.grantKind);
          const rest = [{ ...part, status: 'planned' } as const, ...parts.slice(index + 1)];
          return this.#anew({ rest, reason: result.reason });
        }
      }
    }
    return this.#result();
  }

  /** What a spent grant left over, by the grants that are left; the plan takes the place of the parts that did not begin. */
  async #anew(given: {
    readonly rest: readonly SendPart[];
    readonly reason: string;
  }): Promise<RowResult> {
    this.#replans += 1;
    const blocks = toBlocksAgain(given.rest.map(({ wire }) => wire));
    if (this.#replans <= REPLANS_MAX) {
      const planned = await this.#plan(numberAfter(given.rest), blocks);
      if (planned.kind === 'planned') return this.#parts(planned.parts);
      if (planned.kind === 'raced') return this.#unplanned(planned);
    }
    const why = { status: 'suppressed', reason: given.reason } as const;
    this.#done.push(why);
    await this.#letGo(given.rest, why);
    return this.#result();
  }

  /** Parts that will not leave give their grants back. */
  async #letGo(
    parts: readonly SendPart[],
    why: { readonly status: 'failed' | 'suppressed'; readonly reason: string },
  ): Promise<void> {
    const now = this.#deps.clock.now();
    for (const { part, status } of parts) {
      if (status !== 'planned') continue;
      const { reason } = why;
      await this.#deps.ledger.end(this.#job.outboxId, part, { status: why.status, reason, now });
    }
  }

  /** The row says the worst that became of a part, and whether others left. */
  #result(): RowResult {
    const reasonOf = (wanted: string) => this.#done.find(({ status }) => status === wanted)?.reason;
    const isPartly = this.#done.some(({ status }) => status === 'sent' || status === 'unknown');
    const mark = (reason: string) => (isPartly ? `partly_${reason}` : reason);
    const isUntold = !isPartly;
    const unknown = reasonOf('unknown');
    if (unknown !== undefined) {
      return { result: { kind: 'unknown', reason: unknown, isFinal: true }, isUntold };
    }
    const failed = reasonOf('failed');
    if (failed !== undefined) return { result: { kind: 'failed', reason: mark(failed) }, isUntold };
    const suppressed = reasonOf('suppressed') ?? (this.#cut > 0 ? 'quota' : undefined);
    if (suppressed !== undefined) {
      return { result: { kind: 'suppressed', reason: mark(suppressed) }, isUntold };
    }
    return { result: { kind: 'sent' }, isUntold };
  }
}

/** The number that the ledger gives to the first of new parts. */
function numberAfter(parts: readonly SendPart[]): number {
  return (parts.at(-1)?.part ?? -1) + 1;
}

function again(reason: string): RowResult {
  return { result: { kind: 'retry', reason }, isUntold: false };
}
