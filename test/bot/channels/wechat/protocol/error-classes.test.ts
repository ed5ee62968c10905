import { describe, expect, it } from 'vitest';
import { classifyWechatCode } from '../../../../../src/bot/channels/wechat/protocol/error-classes.ts';
import { WECHAT_ERROR_CLASSES } from '../../../../../src/domain/wechat/errors.ts';
import { ABSENT, listedCodes } from './reference.ts';

const KINDS = ['kf', 'official-account'] as const;
const SIZES = { kf: 1251, 'official-account': 161 };

describe.each(KINDS)('the codes that %s lists', (kind) => {
  const listed = listedCodes[kind];
  describe.skipIf(listed === undefined)(`as published (${ABSENT})`, () => {
    it('are all classified', () => {
      expect(listed).toHaveLength(SIZES[kind]);
      const unknown = listed?.filter(({ code }) => classifyWechatCode(code, kind) === 'unknown');
      // 0 is no error.
      expect(unknown?.map(({ code }) => code)).toEqual([0]);
    });

    it('are repeated only where the text asks for it', () => {
      const repeated = listed?.filter(({ code }) => classifyWechatCode(code, kind) === 'retry');
      const says =
        /繁忙|频繁|稍后|稍候|重新尝试|间隔|超过限制|超限|冲突|维护|不可用|内部错误|系统错误|失败|error/;
      expect(repeated?.filter(({ msg }) => !says.test(msg))).toEqual([]);
    });
  });
});

describe('a code of both protocols', () => {
  it.each([
    [-1, 'retry'],
    [45009, 'retry'],
    [45011, 'retry'],
    [45033, 'retry'],
    [40001, 'refresh_token'],
    [40014, 'refresh_token'],
    [42001, 'refresh_token'],
    [45002, 'content'],
    [40007, 'content'],
    [40033, 'content'],
    [44004, 'content'],
    [45008, 'content'],
    [47001, 'content'],
    [40013, 'config'],
    [40037, 'config'],
    [40125, 'config'],
    [41002, 'config'],
    [48001, 'config'],
    [48004, 'config'],
  ])('%i is %s', (code, expected) => {
    expect(KINDS.map((kind) => classifyWechatCode(code, kind))).toEqual([expected, expected]);
  });
});

describe('a code of one protocol', () => {
  it.each([
    [45015, 'window_closed'],
    [45047, 'quota'],
    [43101, 'quota'],
    [43117, 'quota'],
    [40003, 'user_gone'],
    [43004, 'user_gone'],
    [43019, 'user_gone'],
    [46004, 'user_gone'],
    [48002, 'user_gone'],
    [50005, 'user_gone'],
    [40164, 'config'],
    [50002, 'config'],
    [47003, 'content'],
    [65414, 'state'],
    [65415, 'config'],
    [45065, 'duplicate'],
    [45066, 'retry'],
    [40137, 'content'],
  ])('%i of an Official Account is %s', (code, expected) => {
    expect(classifyWechatCode(code, 'official-account')).toBe(expected);
  });

  it.each([
    [95001, 'quota'],
    [41050, 'quota'],
    [95002, 'window_closed'],
    [95013, 'window_closed'],
    [95031, 'window_closed'],
    [95016, 'state'],
    [95018, 'state'],
    [95019, 'config'],
    [95014, 'config'],
    [95000, 'config'],
    [95003, 'config'],
    [95004, 'config'],
    [95017, 'config'],
    [60020, 'config'],
    [48002, 'config'],
    [40058, 'config'],
    [95007, 'content'],
    [95008, 'content'],
    [95009, 'content'],
    [40201, 'content'],
    [40096, 'user_gone'],
    [41096, 'duplicate'],
    [40137, 'config'],
    // Of a member of the company, not of the customer.
    [46004, 'config'],
    [40003, 'config'],
    [43004, 'config'],
  ])('%i of 微信客服 is %s', (code, expected) => {
    expect(classifyWechatCode(code, 'kf')).toBe(expected);
  });
});

describe('a code that nobody lists', () => {
  it.each([0, 1, -2, 7, 99999, 123456, 3_000_000, 88_000_000, Number.NaN])(
    '%d is unknown',
    (code) => {
      expect(KINDS.map((kind) => classifyWechatCode(code, kind))).toEqual(['unknown', 'unknown']);
    },
  );

  it('is never one that is sent again', () => {
    const known = new Set(
      KINDS.flatMap((kind) => listedCodes[kind]?.map(({ code }) => code) ?? []),
    );
    const again = new Set(['retry', 'refresh_token']);
    for (let code = -100; code < 100_000; code += 1) {
      if (known.has(code)) continue;
      for (const kind of KINDS) {
        const isAgain = again.has(classifyWechatCode(code, kind));
        if (isAgain && known.size > 0) expect.fail(`${code} of ${kind} would be sent again`);
      }
    }
  });
});

it('uses every class there is', () => {
  const used = new Set<string>();
  for (let code = -1; code < 100_000; code += 1) {
    for (const kind of KINDS) used.add(classifyWechatCode(code, kind));
  }
  expect([...used].sort()).toEqual([...WECHAT_ERROR_CLASSES].sort());
});
