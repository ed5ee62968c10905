import { expect, it } from 'vitest';
import { repairShopIn } from '../../../src/domain/complaint/repair-shop-in.ts';

it.each([
  ['我的车送到鑫达汽修厂修了半个月', '鑫达汽修厂'],
  ['查勘员让我去顺风4S店，结果修坏了', '顺风4S店'],
  ['车在宏远汽车维修中心放了三周', '宏远汽车维修中心'],
  ['被东风修理厂坑了', '东风修理厂'],
  ['你们指定的修理厂太黑', undefined],
  ['让我到你们合作的维修厂', undefined],
  ['我去了修理厂', undefined],
  ['去附近修理厂问过', undefined],
  ['理赔太慢', undefined],
])('reads the shop that a complaint names: %s', (words, wanted) => {
  expect(repairShopIn(words)).toBe(wanted);
});
