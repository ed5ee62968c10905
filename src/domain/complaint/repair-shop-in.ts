import { foldText } from '../entities/fold.ts';

/** A name ends where a small word stands before it: `送到` in `车送到鑫达汽修厂`. */
const NAMED =
  /(?:(?![在去到送给找被是叫让说跟和与于往进把将从了的着您你我他她它这那哪])[\u3400-\u9fff]){2,8}?(?:汽修厂?|修理厂|维修厂|汽车维修(?:厂|中心)?|汽车服务(?:有限公司|中心)?|钣喷中心|4s店)/gi;
/** Words that stand before `修理厂` and name none. */
const NOT_A_NAME =
  /贵司|公司|指定|合作|推荐|一家|某家|别家|其他|另外|附近|随便|自己|外面|所有|任何|修车|定点|普通|正规/;

/** The repair shop that the words name: `送到鑫达汽修厂修的`. Undefined for `你们指定的修理厂`, which names none. */
export function repairShopIn(words: string): string | undefined {
  return [...foldText(words).matchAll(NAMED)]
    .map(([name]) => name)
    .find((name) => !NOT_A_NAME.test(name));
}
