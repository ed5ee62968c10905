/** Injuries, illness and treatment of somebody: never sent to a model, not even hidden (domain.md 3.5). */
const HEALTH =
  /受了?(?:轻|重|点|些)?伤(?!残赔)|伤情|伤势|伤得|轻伤|重伤|骨折|骨裂|脱臼|脑震荡|颅内|缝了?.{0,3}针|手术|住院|出院|转院|icu|重症|急诊|抢救|病[历例史情假危]|诊断|确诊|误诊|ct|核磁|b超|拍[了个]?片|x光|化验|住了.{0,3}天院|血压|血糖|血栓|糖尿|心脏|心梗|脑梗|中风|癌|肿瘤|抑郁|精神病|艾滋|肝炎|肺炎|哮喘|癫痫|残疾|伤残|截肢|瘫|植物人|昏迷|休克|流血|出血|淤青|扭伤|挫伤|擦伤|烧伤|烫伤|软组织|(?:撞|摔|压|轧|砸|夹)[断伤死残]|怀孕|孕妇|孕期|流产|早产|吃药|服药|打[着了]?石膏|康复|复健|理疗|护理|(?:头|脸|眼|鼻|牙|手|胳膊|臂|腿|脚|膝盖?|腰|背|脖子|颈椎?|胸|肋骨|肩膀?|肚子|骨头)[^,。!?;]{0,4}(?:疼|痛|破|断|肿|麻|酸|不能动|动不了|骨)|[疼痛晕]得|头晕|恶心|呕吐|去世|死亡|身亡|遗体|尸检/i;
/** Names of costs and covers, which say nothing about anybody. */
const CONCEPTS =
  /医[药疗]费(?:用)?|住院(?:费|津贴|伙食(?:补助)?费?)|误工费|护理费|伤残(?:赔偿金?|鉴定费?)|死亡(?:伤残)?赔偿金?|人伤(?:案件|理赔)?|救护车/g;
const SENTENCES = /[^。!?;\n]+[。!?;\n]*/g;

/** What stands where a sentence was left out. Restores to nothing. */
export const LEFT_OUT = '[[HEALTH]]';

/** A folded text without the sentences that tell of somebody's health; `undefined` when nothing else is in it. */
export function withoutHealth(folded: string): string | undefined {
  const sentences = [...folded.matchAll(SENTENCES)].map(([sentence]) =>
    HEALTH.test(sentence.replace(CONCEPTS, '')) ? LEFT_OUT : sentence,
  );
  const said = sentences.filter((sentence) => sentence !== LEFT_OUT).join('');
  return /[\p{L}\p{N}]/u.test(said) ? sentences.join('') : undefined;
}
