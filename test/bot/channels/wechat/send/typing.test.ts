import { describe, expect, it } from 'vitest';
import { makeWechatTyping } from '../../../../../src/bot/channels/wechat/send/typing.ts';
import { HeldClock } from '../../../../jobs/held-clock.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');

function makeWorld(answer: () => Promise<{ kind: 'ok'; value: Record<string, never> }>) {
  const clock = new HeldClock(NOW);
  const shown: string[] = [];
  const typing = makeWechatTyping({
    accounts: new Map([
      [
        'wechat-oa:main',
        {
          api: {
            typing: (userId) => {
              shown.push(userId);
              return answer();
            },
          },
        },
      ],
    ]),
    find: async (id) => {
      if (id === 'con_gone') return undefined;
      const channelAccount = id === 'con_kf' ? 'wechat-kf:main' : 'wechat-oa:main';
      return { channelAccount, userId: id, ...(id !== 'con_new' && { lastInboundAt: NOW }) };
    },
    clock,
  });
  return { clock, shown, typing };
}

const ok = async () => ({ kind: 'ok', value: {} }) as const;

describe('typing', () => {
  it('is shown at most every ten seconds, within thirty of the last message', async () => {
    const { clock, shown, typing } = makeWorld(ok);
    await typing('con_1');
    await typing('con_1');
    expect(shown).toEqual(['con_1']);
    clock.advance(10_000);
    await typing('con_1');
    clock.advance(20_000);
    await typing('con_1');
    expect(shown).toEqual(['con_1', 'con_1']);
  });

  it.each(['con_kf', 'con_new', 'con_gone'])('is not shown to %s', async (id) => {
    const { shown, typing } = makeWorld(ok);
    await typing(id);
    expect(shown).toEqual([]);
  });

  it("that fails is nobody's trouble", async () => {
    const { typing } = makeWorld(() => Promise.reject(new Error('away')));
    await expect(typing('con_1')).resolves.toBeUndefined();
  });
});
