import { describe, expect, it } from 'vitest';
import type { ConversationLog, Inbound } from '../../src/domain/conversation.ts';
import { addMs } from '../../src/lib/clock.ts';

const NOW = new Date('2026-06-11T07:00:00.000Z');
let made = 0;

/** What every transcript does, wherever it is kept. `makeLog` may hand out the same store again. */
export function describeConversationLog(name: string, makeLog: () => Promise<ConversationLog>) {
  describe(`${name} as a conversation log`, () => {
    async function start() {
      const log = await makeLog();
      made += 1;
      const id = `con_contract${String(made).padStart(12, '0')}`;
      const user = `user-${id}`;
      const opening = { channelAccount: 'web', externalUserId: user, id, now: NOW } as const;
      const say = (text: string, more: Partial<Inbound> = {}) =>
        log.accept({
          conversationId: id,
          channelAccount: 'web',
          channelMessageId: `${id}:${text}`,
          activity: { type: 'message', text },
          at: NOW,
          ...more,
        });
      return { log, id, user, opening, say };
    }

    it('opens a conversation once and hands back the same one afterwards', async () => {
      const { log, id, opening } = await start();
      const first = await log.open(opening);
      const second = await log.open({ ...opening, externalUserId: 'somebody else' });
      expect(first).toMatchObject({ isNew: true, conversation: { id, lastSeq: 0, mode: 'bot' } });
      expect(second).toEqual({ ...first, isNew: false });
      expect(await log.find(id)).toEqual(first.conversation);
    });

    it('opens a conversation once when two ask at the same moment', async () => {
      const { log, opening } = await start();
      const opened = await Promise.all([1, 2, 3, 4].map(() => log.open(opening)));
      expect(opened.filter((each) => each.isNew)).toHaveLength(1);
    });

    it('knows no conversation that was not opened', async () => {
      const { log, id, say } = await start();
      expect(await log.find(id)).toBeUndefined();
      expect(await say('hello')).toEqual({ kind: 'not_found' });
      expect(await log.read(id, 0, 10)).toEqual([]);
      expect(await log.lastSeqs([id])).toEqual(new Map());
    });

    it('finds the newest conversation of a user on a channel', async () => {
      const { log, id, user, opening } = await start();
      await log.open(opening);
      await log.open({ ...opening, id: `${id}b`, now: addMs(NOW, 1_000) });
      expect((await log.findByUser('web', user))?.id).toBe(`${id}b`);
      expect(await log.findByUser('botframework', user)).toBeUndefined();
      expect(await log.findByUser('web', `${user}x`)).toBeUndefined();
    });

    it('numbers messages from 1 without gaps, in the order it accepted them', async () => {
      const { log, id, opening, say } = await start();
      await log.open(opening);
      for (const text of ['a', 'b', 'c']) await say(text);
      const messages = await log.read(id, 0, 10);
      expect(messages.map(({ seq, activity }) => [seq, activity.text])).toEqual([
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ]);
      expect(messages[0]).toMatchObject({
        conversationId: id,
        direction: 'in',
        author: 'customer',
      });
    });

    it('numbers messages that arrive together without gaps', async () => {
      const { log, id, opening, say } = await start();
      await log.open(opening);
      const texts = Array.from({ length: 20 }, (_, index) => `m${index}`);
      const accepted = await Promise.all(texts.map((text) => say(text)));
      expect(accepted.map(({ kind }) => kind)).toEqual(texts.map(() => 'accepted'));
      const messages = await log.read(id, 0, 100);
      expect(messages.map(({ seq }) => seq)).toEqual(texts.map((_, index) => index + 1));
      expect(new Set(messages.map(({ activity }) => activity.text))).toEqual(new Set(texts));
      expect(await log.lastSeqs([id, 'con_unknown'])).toEqual(new Map([[id, 20]]));
    });

    it('stores a repeated message once and says which one it is', async () => {
      const { log, id, opening, say } = await start();
      await log.open(opening);
      const [first, ...others] = await Promise.all(['a', 'a', 'a'].map((text) => say(text)));
      const again = await say('a', { activity: { type: 'message', text: 'changed' } });
      const kinds = [first, ...others].map((each) => each?.kind).sort();
      expect(kinds).toEqual(['accepted', 'duplicate', 'duplicate']);
      expect(again).toMatchObject({ kind: 'duplicate', message: { seq: 1 } });
      expect(await log.read(id, 0, 10)).toHaveLength(1);
    });

    it('reads what follows a number, in order, and no more than asked for', async () => {
      const { log, id, opening, say } = await start();
      await log.open(opening);
      for (const text of ['a', 'b', 'c', 'd']) await say(text);
      expect((await log.read(id, 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await log.read(id, 4, 10)).toEqual([]);
      expect(await log.read(id, 99, 10)).toEqual([]);
    });

    it('keeps times strictly increasing whatever the clock does', async () => {
      const { log, id, opening, say } = await start();
      await log.open(opening);
      await say('now');
      await say('an hour back', { at: addMs(NOW, -3_600_000) });
      await say('the same moment', { at: NOW });
      await say('later', { at: addMs(NOW, 5_000) });
      const times = (await log.read(id, 0, 10)).map(({ at }) => at.getTime());
      expect(times[0]).toBe(NOW.getTime());
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      expect(times[3]).toBe(NOW.getTime() + 5_000);
    });

    it('keeps every field of an activity', async () => {
      const { log, id, opening, say } = await start();
      await log.open(opening);
      const activity = {
        type: 'event',
        name: 'x',
        value: { nested: [1, null, '𠮷😀'] },
        channelData: { clientActivityID: 'c1' },
        from: { id: 'u', name: "<b>O'Hara; DROP TABLE messages;--</b>" },
        attachments: [{ contentType: 'image/png', name: '行驶证.png', fileId: 'fil_1' }],
      };
      await say('a', { activity });
      expect((await log.read(id, 0, 1))[0]?.activity).toEqual(activity);
    });

    it('does not take a message for another account', async () => {
      const { log, opening, say } = await start();
      await log.open(opening);
      expect(await say('a', { channelAccount: 'botframework' })).toEqual({ kind: 'not_found' });
    });
  });
}
