import { describe, expect, it } from 'vitest';
import { cleanCommands } from '../../../src/bot/dialogue/clean-commands.ts';
import type { Command } from '../../../src/flows/command.ts';

const plate: Command = { do: 'setSlot', slot: 'plate', value: '沪A12345' };
const start: Command = { do: 'startFlow', flow: 'claim_status' };

describe('cleanCommands', () => {
  it.each<[string, readonly Command[], readonly Command['do'][]]>([
    ['a wish before its values', [plate, start], ['startFlow', 'setSlot']],
    [
      'danger before everything',
      [start, { do: 'safety', danger: 'fire' }],
      ['safety', 'startFlow'],
    ],
    ['no no beside a correction', [{ do: 'deny' }, plate], ['setSlot']],
    ['no small talk beside a wish', [{ do: 'social', kind: 'greeting' }, start], ['startFlow']],
    ['the same only once', [start, start], ['startFlow']],
    ['nothing unknown beside something known', [{ do: 'unknown' }, plate], ['setSlot']],
    ['cancel before the next wish', [start, { do: 'cancel' }], ['cancel', 'startFlow']],
  ])('%s', (_name, commands, kinds) => {
    expect(cleanCommands(commands).map((command) => command.do)).toEqual(kinds);
  });
});
