import { describe, expect, it } from 'vitest';
import type { Message, Outgoing } from '../../src/web/chat/state/model.ts';
import { splitText } from '../../src/web/chat/state/text-parts.ts';
import {
  buildTimeline,
  currentQuickReplies,
  isScaleAsked,
  timeLabel,
} from '../../src/web/chat/state/timeline.ts';

const at = (text: string) => Date.parse(text);
const NOW = at('2026-06-12T02:00:00Z'); // 10:00 in Shanghai

const message = (id: string, time: string, more: Partial<Message> = {}): Message => ({
  id,
  key: id,
  from: 'bot',
  at: at(time),
  text: id,
  isModelWritten: false,
  attachments: [],
  heroes: [],
  quickReplies: [],
  isScale: false,
  ...more,
});
const outgoing = (clientId: string, time: string): Outgoing => ({
  clientId,
  at: at(time),
  text: clientId,
  state: 'sending',
  progress: 0,
});

describe('timeLabel', () => {
  it.each([
    ['2026-06-12T01:04:00Z', '今天 09:04'],
    ['2026-06-11T16:00:00Z', '今天 00:00'],
    ['2026-06-11T15:59:59Z', '昨天 23:59'],
    ['2026-06-10T16:00:00Z', '昨天 00:00'],
    ['2026-06-10T15:59:00Z', '6月10日 23:59'],
    ['2025-12-31T15:59:00Z', '2025年12月31日 23:59'],
    ['2025-12-31T16:00:00Z', '1月1日 00:00'],
  ])('%s is %s', (time, expected) => {
    expect(timeLabel(at(time), NOW)).toBe(expected);
  });
});

describe('buildTimeline', () => {
  const shape = (...rows: Parameters<typeof buildTimeline>) =>
    buildTimeline(...rows).map((item) =>
      item.kind === 'time' ? item.label : `${item.opensGroup ? '+' : ' '}${item.key}`,
    );

  it('puts a time above the first message, after ten minutes of silence, and at midnight', () => {
    const messages = [
      message('a', '2026-06-11T15:40:00Z'),
      message('b', '2026-06-11T15:49:59Z'),
      message('c', '2026-06-11T15:59:59Z'),
      message('d', '2026-06-11T16:00:01Z'),
    ];
    expect(shape({ messages, outgoing: [] }, NOW)).toEqual([
      '昨天 23:40',
      '+a',
      '+b',
      '昨天 23:59',
      '+c',
      '今天 00:00',
      '+d',
    ]);
  });

  it('joins what one author says within two minutes', () => {
    const messages = [
      message('a', '2026-06-12T01:00:00Z'),
      message('b', '2026-06-12T01:01:00Z'),
      message('c', '2026-06-12T01:01:10Z', { from: 'agent', agentName: '王芳' }),
      message('d', '2026-06-12T01:01:20Z', { from: 'agent', agentName: '李雷' }),
    ];
    expect(shape({ messages, outgoing: [] }, NOW)).toEqual(['今天 09:00', '+a', ' b', '+c', '+d']);
  });

  it('keeps what was typed below, even when the phone is an hour behind', () => {
    const messages = [message('a', '2026-06-12T01:30:00Z')];
    expect(shape({ messages, outgoing: [outgoing('x', '2026-06-12T00:30:00Z')] }, NOW)).toEqual([
      '今天 09:30',
      '+a',
      '+x',
    ]);
  });
});

describe('currentQuickReplies', () => {
  const asked = message('a', '2026-06-12T01:00:00Z', { quickReplies: ['是', '否'] });
  it('offers those of the last message, until the customer answers', () => {
    expect(currentQuickReplies({ messages: [asked], outgoing: [] })).toEqual(['是', '否']);
    expect(
      currentQuickReplies({ messages: [asked], outgoing: [outgoing('x', '2026-06-12T01:00:00Z')] }),
    ).toEqual([]);
    expect(
      currentQuickReplies({
        messages: [asked, message('b', '2026-06-12T01:00:01Z')],
        outgoing: [],
      }),
    ).toEqual([]);
  });
});

describe('splitText', () => {
  const phones = (text: string) =>
    splitText(text).flatMap((part) => (part.kind === 'phone' ? [part.digits] : []));

  it.each([
    ['李建国 13800138000，随时联系', ['13800138000']],
    ['138 0013 8000 或 138-0013-8000', ['13800138000', '13800138000']],
    ['热线400-123-4567、4001234567', ['4001234567', '4001234567']],
    ['座机010-12345678', ['01012345678']],
    ['请拨95511', ['95511']],
    ['先打 120，再打122。', ['120', '122']],
    ['赔案号 202613800138000123', []],
    ['编号CL13800138000', []],
    ['预计120元、122分钟、110天', []],
    ['金额 95123.50 元', []],
    ['2026-06-11 15:00', []],
    ['例如：粤B12345，13800000000，1234', []],
    ['例如：13800000000\n热线 95511', ['95511']],
  ])('%s', (text, expected) => {
    expect(phones(text)).toEqual(expected);
  });

  it.each([['a\nb 13800138000 https://x.cn/a，好'], [''], ['😟120'], ['https://x.cn/13800138000']])(
    'loses nothing of %j',
    (text) => {
      expect(
        splitText(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    },
  );

  it('makes links of web addresses only', () => {
    expect(
      splitText('看 https://x.cn/a。javascript:alert(1)').filter((part) => part.kind === 'link'),
    ).toEqual([{ kind: 'link', text: 'https://x.cn/a', href: 'https://x.cn/a' }]);
  });
});

describe('taps', () => {
  const asked = message('a', '2026-06-12T01:00:00Z', { quickReplies: ['满意'], isScale: true });
  const line = message('s', '2026-06-12T01:00:01Z', { from: 'system' });
  const answer = message('b', '2026-06-12T01:00:02Z', { from: 'me' });

  it.each([
    [[asked], ['满意'], true],
    [[asked, line], ['满意'], true],
    [[asked, answer], [], false],
    [[asked, line, answer], [], false],
    [[line], [], false],
  ])(
    '%#: stay until the customer answers, whatever the desk says between',
    (messages, labels, isScale) => {
      expect(currentQuickReplies({ messages, outgoing: [] })).toEqual(labels);
      expect(isScaleAsked({ messages, outgoing: [] })).toBe(isScale);
    },
  );
});
