import type { AccidentKind, LossKind, PoliceReason } from './report.ts';

/** What decides which papers a claim needs. */
export interface DocumentFacts {
  readonly accidentKind: AccidentKind;
  readonly lossKind: LossKind;
  readonly hasInjury: boolean;
  readonly policeReasons?: readonly PoliceReason[];
}

/** Photos of the scene and of the damage: what a report usually brings along. */
export const SCENE_PHOTOS = '现场和车损照片';

/** Needed for every claim: domain.md 1.6; the account by 互联网保险业务监管办法 40. */
const BASE = ['被保险人身份证明', '行驶证', '驾驶证', '收款账户'] as const;
const REPAIR = '维修发票和清单';

const BY_LOSS: Readonly<Record<LossKind, readonly string[]>> = {
  collision: [SCENE_PHOTOS, REPAIR],
  theft: ['公安机关立案证明', '机动车登记证书', '购车发票', '购置税凭证', '全部车钥匙'],
  fire: [SCENE_PHOTOS, '消防部门火灾原因认定'],
  water: ['水位和车损照片', '施救费发票', REPAIR],
  glass: ['玻璃破损照片', '维修发票和清单'],
  scratch: [SCENE_PHOTOS, REPAIR],
};

const INJURY = ['病历', '诊断证明', '医疗费发票和用药清单', '误工和收入证明', '赔偿协议或判决书'];
/** One of them is enough: by the police, by the parties, or from 交管12123. */
const LIABILITY = '事故认定书或自行协商协议书';

/**
 * The papers of a claim by its accident's type, all of them at once (保险法 22), without what was handed in or is
 * held already: `held` has their names.
 */
export function documentsFor(
  facts: DocumentFacts,
  held: readonly string[] = [],
): readonly string[] {
  const isWithOthers = facts.accidentKind !== 'single';
  const reasons = facts.policeReasons ?? [];
  const isPoliceCase = isWithOthers || facts.hasInjury || reasons.length > 0;
  const wanted = [
    ...BASE,
    ...BY_LOSS[facts.lossKind],
    ...(isPoliceCase && facts.lossKind !== 'theft' ? [LIABILITY] : []),
    ...(isWithOthers ? ['对方车辆的行驶证和保单', '对方维修发票'] : []),
    ...(reasons.includes('facility') ? ['设施损失照片和赔偿凭证'] : []),
    ...(facts.hasInjury ? INJURY : []),
  ];
  return [...new Set(wanted)].filter((name) => !held.includes(name));
}

/** The names under which photos sent with the report count as handed in. */
export function photosOf(lossKind: LossKind): string | undefined {
  return BY_LOSS[lossKind].find((name) => name.endsWith('照片'));
}
