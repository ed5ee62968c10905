import { DAY_MS, SECOND_MS } from '../../../../src/lib/clock.ts';
import type { SimCore } from '../core/sim-core.ts';

const HORIZON_MS = 3 * DAY_MS;
const CURSOR = /^4gw([0-9]+)n[0-9]+_(.+)$/;

interface Logged {
  readonly at: number;
  readonly message: Readonly<Record<string, unknown>>;
}

export interface LogPage {
  readonly messages: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor: string;
  readonly hasMore: boolean;
}

/** What `sync_msg` reads: each open_kfid's messages, in the order of their coming. */
export interface MessageLog {
  /** Returns the msgid. */
  append(openKfid: string, message: Readonly<Record<string, unknown>>): string;
  /** Undefined: no cursor of ours. */
  read(openKfid: string, cursor: string, limit: number): LogPage | undefined;
}

export function makeMessageLog(core: SimCore): MessageLog {
  const logs = new Map<string, Logged[]>();
  let pages = 0;
  let wasEmpty = false;

  function isTurnForEmpty(): boolean {
    pages += 1;
    const every = core.limits.emptyPageEvery;
    wasEmpty = every > 0 && !wasEmpty && pages % every === 0;
    return wasEmpty;
  }

  return {
    append: (openKfid, message) => {
      const at = core.timers.now().getTime();
      const msgid = `4Wi${core.next()}Zk${openKfid.length}uTq`;
      const head = { msgid, send_time: Math.floor(at / SECOND_MS), unannounced_field: {} };
      // As with the real ones, an event's head names nobody.
      const kf = message['msgtype'] === 'event' ? {} : { open_kfid: openKfid };
      const log = logs.get(openKfid) ?? [];
      log.push({ at, message: { ...head, ...kf, ...message } });
      logs.set(openKfid, log);
      return msgid;
    },
    read: (openKfid, cursor, limit) => {
      const log = logs.get(openKfid) ?? [];
      const oldest = core.timers.now().getTime() - HORIZON_MS;
      const asked = cursor === '' ? 0 : positionOf(openKfid, cursor);
      if (asked === undefined) return undefined;
      const first = log.findIndex((one, index) => index >= asked && one.at >= oldest);
      const from = first === -1 ? log.length : first;
      const cursorAt = (position: number): string => `4gw${position}n${core.next()}_${openKfid}`;
      if (from < log.length && isTurnForEmpty()) {
        return { messages: [], nextCursor: cursorAt(from), hasMore: true };
      }
      const to = Math.min(log.length, from + Math.min(limit, core.limits.pageMax));
      const messages = log.slice(from, to).map((one) => one.message);
      return { messages, nextCursor: cursorAt(to), hasMore: to < log.length };
    },
  };
}

function positionOf(openKfid: string, cursor: string): number | undefined {
  const match = CURSOR.exec(cursor);
  return match !== null && match[2] === openKfid ? Number(match[1]) : undefined;
}
