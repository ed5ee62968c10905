import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/domain/knowledge/article.ts';
import { checkDraft } from '../../../src/domain/knowledge/draft-answer.ts';
import { numbersIn } from '../../../src/domain/knowledge/numbers-in.ts';
import { demoIndex } from '../../support/demo-knowledge.ts';

function articles(...slugs: readonly string[]): readonly Article[] {
  return slugs.flatMap((slug) => demoIndex().bySlug(slug) ?? []);
}

const GIVEN = articles('decision-time', 'mutual-self-settlement');

const verdict = (text: string): string => {
  const check = checkDraft(text, GIVEN);
  return check.kind === 'grounded' ? check.cited.map(({ slug }) => slug).join() : check.because;
};

describe('a draft', () => {
  it.each([
    ['达成赔偿协议后 10 日内支付赔款。见《理赔多久有结果》。', 'decision-time'],
    ['情形复杂的，应当在三十天内作出核定。见《理赔多久有结果》。', 'decision-time'],
    ['交强险收到材料后5日内核定。来自《理赔多久有结果》。', 'decision-time'],
    [
      '根据《互碰自赔怎么办理》，由各自的保险公司赔自己客户的车，每辆车的损失都在两千元以内。',
      'mutual-self-settlement',
    ],
    [
      '根据《理赔多久有结果》和《中华人民共和国保险法》第二十三条，收到赔偿请求后应当及时核定。',
      'decision-time',
    ],
  ])('that says what its article says is good: %s', (text, slugs) => {
    expect(verdict(text)).toBe(slugs);
  });

  it.each([
    ['an empty text', '  ', 'empty'],
    ['a long text', `《理赔多久有结果》${'收到赔偿请求后应当及时核定。'.repeat(30)}`, 'too_long'],
    ['an invented day count', '达成协议后 7 日内支付赔款。见《理赔多久有结果》。', 'number'],
    [
      'an invented day count in words',
      '达成协议后七天内支付赔款。见《理赔多久有结果》。',
      'number',
    ],
    [
      'a number with another unit',
      '情形复杂的，30 个工作日内核定。见《理赔多久有结果》。',
      'number',
    ],
    ['an invented amount', '最高可以赔 5 万元。见《理赔多久有结果》。', 'number'],
    [
      'an amount of an article that it does not name',
      '限额 2000 元。见《理赔多久有结果》。',
      'number',
    ],
    ['an invented percentage', '赔付比例是百分之八十。见《理赔多久有结果》。', 'number'],
    ['an invented clause', '依据保险法第九十九条。见《理赔多久有结果》。', 'number'],
    ['an invented telephone number', '请拨打 4008123123。见《理赔多久有结果》。', 'number'],
    ['no source', '达成赔偿协议后 10 日内支付赔款。', 'no_source'],
    ['a source that was not given', '10 日内支付赔款。见《赔款什么时候到账》。', 'no_source'],
    [
      'a law that its article does not name',
      '10 日内支付赔款。见《理赔多久有结果》《中华人民共和国刑法》。',
      'unknown_source',
    ],
    ['a promise', '您放心，一定会在 10 日内支付赔款。见《理赔多久有结果》。', 'promise'],
    ['a promise of everything', '这种情况都能赔。见《理赔多久有结果》。', 'promise'],
    ['a refusal', '您这种情况不予赔偿。见《理赔多久有结果》。', 'promise'],
    ['advice to buy', '建议购买更高的三者险。见《理赔多久有结果》。', 'promise'],
    ['a link', '见《理赔多久有结果》 https://example.com', 'foreign_form'],
    ['a token of hidden data', '[[PHONE_1]] 您好，见《理赔多久有结果》。', 'foreign_form'],
    ['markup', '**10 日内** 支付赔款。见《理赔多久有结果》。', 'foreign_form'],
    [
      'facts without a number that no article has',
      '宠物在车里受伤由宠物责任保障负责，请带上疫苗本去动物医院。见《理赔多久有结果》。',
      'not_in_articles',
    ],
  ])('is refused for %s', (_name, text, because) => {
    expect(verdict(text)).toBe(because);
  });

  it('is refused when there are no articles at all', () => {
    expect(checkDraft('见《理赔多久有结果》。', [])).toEqual({
      kind: 'refused',
      because: 'no_source',
    });
  });
});

describe('numbers of a text', () => {
  it.each([
    ['30 日、三十天、30天', ['30天', '30天', '30天']],
    ['18 万元和十八万元和180,000元', ['180000元', '180000元', '180000元']],
    ['1.8 万元', ['18000元']],
    ['第二十三条', ['第23条']],
    ['百分之二十，20%', ['20%', '20%']],
    ['一般情况下一次性告知第三者', []],
    ['二〇二〇年', ['2020年']],
    ['每小时 60 公里，200 米', ['60公里', '200米']],
    ['两千块钱', ['2000元']],
  ])('of %s', (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });
});
