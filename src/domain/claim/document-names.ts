import type { ConsentPurpose } from '../consent.ts';

/**
 * Papers that hold sensitive personal data, each agreed to by itself before it is taken (个人信息保护法 28, 29;
 * domain.md 3.1).
 */
export const SENSITIVE_PURPOSES = [
  'medical_documents',
  'identity_documents',
  'account_documents',
] as const satisfies readonly ConsentPurpose[];
export type SensitivePurpose = (typeof SENSITIVE_PURPOSES)[number];

const SENSITIVE: readonly (readonly [SensitivePurpose, RegExp])[] = [
  [
    'medical_documents',
    /病历|病案|诊断|医[疗药院]|用药|住院|出院|检查报告|伤残|伤情|护理|死亡|火化|尸检/,
  ],
  ['account_documents', /收款|银行|账户|账号|卡号|存折/],
  ['identity_documents', /身份|户口|户籍|护照|居住证/],
];

/** What has to be agreed to before this document is taken; undefined for ordinary papers. */
export function sensitivePurposeOf(document: string): SensitivePurpose | undefined {
  return SENSITIVE.find(([, pattern]) => pattern.test(document))?.[0];
}

/** What people call a paper, and whose name holds what. */
const ALIASES: readonly (readonly [RegExp, RegExp])[] = [
  [/行驶证|行车[证本]|行驶本/, /^行驶证/],
  [/驾驶?[证照本]/, /^驾驶证/],
  [/身份证/, /身份/],
  [/银行卡|卡号|收款|账户/, /收款|账户/],
  [/对方.{0,6}发票/, /^对方.*发票/],
  [/(?:维修|修车)?(?:的)?(?:发票|清单)/, /^维修发票/],
  [/认定书|责任书|协商|协议书|快处/, /认定书/],
  [/现场|车损|照片|相片/, /照片$/],
  [/病历|病例/, /病历/],
  [/诊断/, /诊断/],
  [/医疗费|医药费|药费|用药|住院清单/, /医疗费/],
  [/误工|收入|工资/, /误工/],
  [/赔偿协议|判决|和解/, /赔偿协议/],
  [/立案|报案证明|公安/, /公安/],
  [/登记证|绿本|大绿本/, /登记证书/],
  [/购车发票/, /购车发票/],
  [/购置税/, /购置税/],
  [/钥匙/, /钥匙/],
  [/火因|消防|火灾认定/, /火灾/],
  [/水位|水印/, /水位/],
  [/施救|拖车(?:费|票)/, /施救/],
  [/玻璃/, /玻璃/],
];

/** The one paper among `names` that is meant; undefined when it is none of them, or might be several. */
export function documentNamedIn(said: string, names: readonly string[]): string | undefined {
  const whole = names.filter((name) => said.includes(name));
  if (whole.length > 0) return whole.length === 1 ? whole[0] : undefined;
  const parts = names.filter((name) =>
    name.split(/[和或、]/).some((part) => part.length >= 3 && said.includes(part)),
  );
  if (parts.length === 1) return parts[0];
  for (const [alias, name] of ALIASES) {
    if (!alias.test(said)) continue;
    const meant = names.filter((one) => name.test(one));
    if (meant.length === 1) return meant[0];
  }
  return undefined;
}

/** How somebody says which of several accidents a question about papers is about. */
export const PAPER_KINDS = [
  'single',
  'double',
  'injury',
  'theft',
  'glass',
  'water',
  'fire',
  'scratch',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

const KIND_WORDS: readonly (readonly [PaperKind, RegExp])[] = [
  ['injury', /人伤|受伤|伤者|伤到人|撞[到了]人|住院|骨折|伤残/],
  ['theft', /盗抢|被偷|被盗|偷了|丢车|车丢了|全车盗/],
  ['fire', /火灾|自燃|着火|起火|烧了/],
  ['water', /水淹|泡水|淹了|被淹|涉水|暴雨|进水/],
  ['glass', /玻璃|挡风|天窗/],
  ['scratch', /划痕|被划|划了|找不到(?:对方|人)|不知道谁/],
  ['double', /双方|两车|追尾|对方|多方|三者|互碰|被撞/],
  ['single', /单方|单车|自己撞|撞了?(?:墙|柱|护栏|树|路肩)/],
];

/** The kind of accident that a question about papers names. */
export function paperKindIn(said: string): PaperKind | undefined {
  return KIND_WORDS.find(([, pattern]) => pattern.test(said))?.[0];
}
