import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  parseAnswer,
  readAnswer,
  writeBody,
} from '../../../../../src/bot/channels/wechat/protocol/call-api-answer.ts';

describe('writeBody', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['沪A·12345 🚗', '沪A·12345 🚗'],
    ['half a pair: \ud83d.', 'half a pair: .'],
    ['other half: \ude97.', 'other half: .'],
    ['bell \u0007, escape \u001b', 'bell , escape '],
    ['line\r\n\ttab "quoted" \\ \u2028 \u007f', 'line\r\n\ttab "quoted" \\ \u2028 \u007f'],
  ];
  for (const [text, written] of texts) {
    it(`writes ${JSON.stringify(text)} without \\u`, () => {
      const body = writeBody({ text: { content: text } });
      expect(body).not.toMatch(/\\u/);
      expect(JSON.parse(body)).toEqual({ text: { content: written } });
    });
  }
});

describe('parseAnswer', () => {
  const answers: readonly (readonly [string, object | undefined])[] = [
    ['{"errcode":0}', { errcode: 0 }],
    ['\ufeff{"errcode":0}', { errcode: 0 }],
    ['{"msgid":1700953414868762625}', { msgid: '1700953414868762625' }],
    ['{"msgid" : 200228332 }', { msgid: '200228332' }],
    ['{"msgid":"m1"}', { msgid: 'm1' }],
    [JSON.stringify({ content: '"msgid":17', count: 3 }), { content: '"msgid":17', count: 3 }],
    ['{"nickname":"张\u0002三\n"}', { nickname: '张 三 ' }],
    ['[]', undefined],
    ['"text"', undefined],
    ['<html></html>', undefined],
    ['', undefined],
    ['{"errcode":', undefined],
  ];
  for (const [text, json] of answers) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parseAnswer(Buffer.from(text))).toEqual(json);
    });
  }
});

describe('readAnswer', () => {
  const read = (text: string, isRepeatable: boolean) =>
    readAnswer(Buffer.from(text), {
      kind: 'kf',
      answer: z.object({ url: z.string() }),
      isRepeatable,
    });

  it('takes an answer without an errcode for a success', () => {
    expect(read('{"url":"u"}', false)).toEqual({ kind: 'ok', value: { url: 'u' } });
  });

  it('takes an errcode in quotes for what it says', () => {
    expect(read('{"errcode":"95018"}', false)).toMatchObject({ errorClass: 'state', code: 95018 });
  });

  it('leaves open what a success without its value did', () => {
    const failure = { kind: 'failed', reason: 'bad_answer', mayHaveHappened: true };
    expect(read('{"errcode":0}', true)).toEqual({ ...failure, errorClass: 'retry' });
    expect(read('{"errcode":0}', false)).toEqual({ ...failure, errorClass: 'unknown' });
  });
});
