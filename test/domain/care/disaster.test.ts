import { expect, it } from 'vitest';
import { disasterKey, toCityName } from '../../../src/domain/care/disaster.ts';

it.each([
  ['上海', '上海市'],
  ['上海市', '上海市'],
  [' 苏州 ', '苏州市'],
  ['广州', '广州市'],
  ['延边朝鲜族自治州', '延边朝鲜族自治州'],
  ['锡林郭勒盟', '锡林郭勒盟'],
  ['昆山市', '昆山市'],
  ['浦东新区', '浦东新区'],
])('takes %s for %s', (said, name) => {
  expect(toCityName(said)).toBe(name);
});

it('has one notice of a kind for a city and a day', () => {
  expect(disasterKey('上海市', 'storm', '2027-07-20')).toBe('disaster:上海市:storm:2027-07-20');
});
