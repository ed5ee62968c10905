import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { vi } from 'vitest';
import type { Puppet } from 'wechaty-puppet';
import type { WechatyDeps } from '../../../../../src/bot/channels/wechat/wechaty/wechaty-deps.ts';
import type { ConversationLog, StoredMessage } from '../../../../../src/domain/conversation.ts';
import { systemClock } from '../../../../../src/lib/clock.ts';
import { type Id, systemRandom } from '../../../../../src/lib/ids.ts';
import { makeMemoryLog } from '../../../../support/memory-log.ts';

/** A desk around a wechaty account, in memory: what it stored, woke and logged is there to be looked at. */
export function makeWechatyDesk(given: {
  readonly makePuppet?: () => Promise<Puppet>;
  readonly conversations?: Pick<ConversationLog, 'open' | 'accept'>;
  readonly limits?: Partial<WechatyDeps['settings']['limits']>;
  readonly settings?: Partial<WechatyDeps['settings']>;
}) {
  const transcript = makeMemoryLog();
  const files = new Map<string, { name: string; contentType: string; bytes: Uint8Array }>();
  const stored: StoredMessage[] = [];
  const woken: Id<'conversation'>[] = [];
  const lines: { readonly level: number; readonly msg: string; readonly reason?: string }[] = [];
  const holder: { isHeld: boolean } = { isHeld: true };
  const sent: { count: number } = { count: 0 };
  const limits = { perDay: 300, perMinute: 100, secondsBetween: 0, ...given.limits };
  const deps: WechatyDeps = {
    settings: {
      kind: 'wechaty',
      account: 'main',
      puppet: 'wechaty-puppet-mock',
      options: {},
      iKnowPersonalAccountsGetBanned: false,
      ...given.settings,
      limits,
    },
    ...(given.makePuppet === undefined ? {} : { makePuppet: given.makePuppet }),
    conversations: given.conversations ?? transcript,
    files: {
      save: async ({ name, contentType, bytes }) => {
        const id = `fil_${files.size}`;
        files.set(id, { name, contentType, bytes: Uint8Array.from(bytes) });
        return id;
      },
      remove: async (ids) => {
        for (const id of ids) files.delete(id);
      },
      read: async (id) => files.get(id),
    },
    sniff: async (name, bytes) => ({ name, bytes, contentType: 'image/png' }),
    fileBytesMax: 1_000_000,
    wake: (id) => woken.push(id),
    publish: (_id, messages) => stored.push(...messages),
    lease: { take: async () => holder.isHeld, release: async () => undefined },
    countSent: async () => sent.count,
    home: mkdtempSync(join(tmpdir(), 'careline-wechaty-')),
    clock: systemClock,
    random: systemRandom,
    log: pino({ level: 'debug' }, { write: (line) => lines.push(JSON.parse(line)) }),
  };
  const texts = () => stored.map(({ activity }) => activity.text);
  return {
    deps,
    files,
    stored,
    woken,
    lines,
    holder,
    sent,
    texts,
    /** Until so many messages of customers are stored. */
    untilStored: (count: number) =>
      vi.waitFor(() => {
        if (stored.length < count) throw new Error(`${stored.length} of ${count} stored`);
        return stored;
      }, 10_000),
    untilLogged: (part: string) =>
      vi.waitFor(() => {
        const found = lines.find(({ msg, reason }) => `${msg} ${reason}`.includes(part));
        if (found === undefined) throw new Error(`nothing logged about ${part}`);
        return found;
      }, 10_000),
  };
}
