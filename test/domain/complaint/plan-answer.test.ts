import { describe, expect, it } from 'vitest';
import { planAnswerIn, putsOff } from '../../../src/domain/complaint/plan-answer.ts';

describe('what is said to a plan', () => {
  it.each([
    ['认可方案', 'accept', 'named'],
    ['认可处理决定', 'accept', 'named'],
    ['我同意这个处理方案', 'accept', 'named'],
    ['你们的方案我接受', 'accept', 'named'],
    ['不认可方案', 'dispute', 'named'],
    ['这个方案我没法接受', 'dispute', 'named'],
    ['对处理结果不满意', 'dispute', 'named'],
    ['同意', 'accept', 'plain'],
    ['好的，我认可', 'accept', 'plain'],
    ['不同意', 'dispute', 'plain'],
    ['我坚决不接受，赔得太少', 'dispute', 'plain'],
    ['可以', 'accept', 'short'],
    ['没问题', 'accept', 'short'],
    ['不行', 'dispute', 'short'],
    ['好的', 'accept', 'nod'],
    ['收到', 'accept', 'nod'],
    ['可以，谢谢', 'accept', 'short'],
    ['随便吧', 'accept', 'nod'],
    ['行吧行吧', 'accept', 'nod'],
    ['就这样吧', 'accept', 'nod'],
    ['你们看着办', 'accept', 'nod'],
    ['同意，但是要快点', 'unclear', 'short'],
    ['方案我同意，但是钱要先到账', 'unclear', 'short'],
    ['道歉我接受，但是钱我不同意', 'unclear', 'short'],
    ['赔我五百我就同意', 'unclear', 'short'],
    ['好吧，除非当面道歉', 'unclear', 'short'],
  ] as const)('%s: %s, %s', (said, answer, force) => {
    expect(planAnswerIn(said)).toEqual({ answer, force });
  });

  it.each([
    '这个定损结果我不认可',
    '不同意你们的报价',
    '不服拒赔决定',
    '方案是什么意思',
    '同意方案的话什么时候到账？',
    '我要报案',
    '我能不认可吗',
    '凭什么',
    '可以查一下保单吗',
    '',
  ])('%s is no answer to one', (said) => {
    expect(planAnswerIn(said)).toBeUndefined();
  });
});

describe('what is said to whoever waits for something', () => {
  it.each(['好的', '稍等，我找找', '我明天发给你', '晚点'])('%s puts it off', (said) => {
    expect(putsOff(said)).toBe(true);
  });

  it.each([
    '报价单在4S店',
    '没有',
    '我明天去4S店问了他们，他们说报价单早就给定损员了，让我找你们要',
  ])('%s is an answer', (said) => {
    expect(putsOff(said)).toBe(false);
  });
});
