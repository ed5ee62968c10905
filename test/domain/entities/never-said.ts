/** Cases of the specs that no car owner says to the desk, or that we read otherwise on purpose, with the reason. */
export interface NeverSaid {
  readonly reason: string;
  readonly inputs: RegExp | readonly string[];
}

export const neverSaidNumbers: readonly NeverSaid[] = [
  { reason: 'dozens: nothing about a car is counted in 打', inputs: /打(?:苹果|蘋果)?$/ },
  { reason: 'literary: half a hundred, said of an age', inputs: ['半百'] },
  {
    reason: 'powers and exponents of a calculator',
    inputs: /\^|[\de.０-９]+[eｅE][+\-－]?[\d０-９]/,
  },
  {
    reason: 'vulgar fractions with a stroke: with us a stroke is a date',
    inputs: /[\d０-９][/／][\d０-９]/,
  },
  { reason: 'no Chinese customer writes millions as M', inputs: ['-2.5 M'] },
  { reason: 'scribble', inputs: ['2222.2222.22222.222', '...9', '－－9'] },
  {
    reason:
      'their number reader leaves out what another of theirs takes; ours leaves units to its callers',
    inputs: /美元|美刀|一折|二％/,
  },
  {
    reason: 'their reader finds a five in the mountain 五台山 and a nine in the town 九台',
    inputs: ['这不是四川这是五台山', '这不是一这是九台'],
  },
];

export const neverSaidSums: readonly NeverSaid[] = [];

export const neverSaidTimes: readonly NeverSaid[] = [
  {
    reason: 'a period of years, months, weeks or half years is no time of an event: it has no day',
    inputs:
      /^(?!.*[日号]).*(?:年|月|周|2019$)(?!.*(?:点|天前|[周期拜][一二三四五六日天末]))|上半|下半|个半年|前半年|年代|前10天|18周岁|过去十年/,
  },
  {
    reason: 'reigns of emperors',
    inputs: /神龙|康熙|雍正|民国/,
  },
  {
    reason:
      'they do not convert 农历: 十月初一 of 2015 was 12 November, and 正月三十 of 2016 was 8 March',
    inputs: ['农历2015年十月初一', '2015年十月初一早上九点二十', '正月三十'],
  },
  { reason: 'their reader misses it; ours finds the twelfth', inputs: ['12号'] },
  { reason: 'no day: 最近 is any time', inputs: ['最近'] },
  {
    reason: 'what begins or ends some hours from now is no event',
    inputs: /^(?:之[前后]|还剩|上个小时)|马上/,
  },
  { reason: 'a question between two bounds, and an appointment', inputs: /之间$|有空吗$/ },
  {
    reason: 'the order of English dates, and a year of two digits first',
    inputs: /^1\d?\/\d\/20|12-11-10/,
  },
  { reason: 'the last Monday of April: a rule of a calendar', inputs: /最后一个星期一/ },
];
