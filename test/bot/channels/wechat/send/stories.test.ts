import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../../../src/bot/channels/web/render-reply.ts';
import { checkMessage } from '../../../../../src/bot/channels/wechat/protocol/kf-client-message.ts';
import { toBlocks } from '../../../../../src/bot/channels/wechat/send/blocks.ts';
import { asText, fitBlocks } from '../../../../../src/bot/channels/wechat/send/fit-blocks.ts';
import { textOf } from '../../../../../src/bot/channels/wechat/send/plain-text.ts';
import type { Reply } from '../../../../../src/domain/reply.ts';
import type { WechatWire } from '../../../../../src/domain/wechat/outbound.ts';
import { allStories } from '../../../../dialogues/all-stories.ts';
import { play } from '../../../../dialogues/story.ts';

const KINDS = ['kf', 'official-account'] as const;
const BUDGETS = [1, 2, 3, 4, 5];
const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

/** Everything that a customer reads in these messages. */
function readOf(wires: readonly WechatWire[]): string {
  const shown = wires.map((wire) => {
    if (wire.kind === 'text') return wire.text;
    return wire.kind === 'menu'
      ? [wire.head, ...wire.options.map(({ label }) => label)].join('\n')
      : wire.name;
  });
  return withoutBlanks(shown.join('\n'));
}

/** Every line of the texts and every label, as they must be read. */
function saidBy(replies: readonly Reply[]): readonly string[] {
  const activities = replies.map(renderReply);
  const lines = activities.flatMap((activity) => textOf(activity).split('\n'));
  const labels = replies.flatMap(({ quickReplies = [] }) => quickReplies.map(({ label }) => label));
  return [...lines, ...labels].map(withoutBlanks);
}

function checkReplies(replies: readonly Reply[], where: string): void {
  const activities = replies.map(renderReply);
  for (const kind of KINDS) {
    for (const budget of BUDGETS) {
      const { wires, cut } = fitBlocks(toBlocks(activities, { kind }), budget);
      const place = `${where} / ${kind} / ${budget}`;
      expect(wires.length, place).toBeGreaterThan(0);
      expect(wires.length, place).toBeLessThanOrEqual(budget);
      for (const wire of wires) {
        if (wire.kind !== 'media') expect(checkMessage(wire), place).toBeUndefined();
      }
      // Two texts of 2,048 bytes are more than any turn says.
      expect(cut === 0 || budget === 1, place).toBe(true);
      if (cut > 0) continue;
      const read = readOf(wires);
      for (const part of saidBy(replies)) expect(read, place).toContain(part);
    }
  }
}

/** The number that stands before an option where there are no menus. */
function numberOf(tap: string, replies: readonly Reply[]): string | undefined {
  const text = asText(toBlocks(replies.map(renderReply), { kind: 'kf' })).join('\n');
  return text
    .split('\n')
    .find((line) => line.replace(/^\d+\. /, '') === tap)
    ?.match(/^\d+/)?.[0];
}

describe.each(allStories)('%s stories on WeChat', (_about, stories) => {
  it.each(stories.map((story) => [story.name, story] as const))('%s', async (_title, story) => {
    await play(story, { said: checkReplies });
  });
});

/** Stories with a tap in them, each by the part it belongs to. */
const TAPPED = allStories.flatMap(([about, stories]) =>
  stories
    .filter(({ turns }) => turns.some(({ tap }) => tap !== undefined))
    .map((story) => [`${about}: ${story.name}`, story] as const),
);

describe('a number typed for a tap goes on with the same story', () => {
  let typed = 0;

  it.each(TAPPED)('%s', async (_title, story) => {
    await play(story, {
      typed: (tap, replies) => {
        const number = numberOf(tap, replies);
        if (number !== undefined) typed += 1;
        return number;
      },
    });
  });

  it('was typed for nearly every tap', () => {
    const taps = TAPPED.flatMap(([, { turns }]) => turns.filter(({ tap }) => tap !== undefined));
    expect(typed).toBeGreaterThan(taps.length * 0.8);
  });
});
