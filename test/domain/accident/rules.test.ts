import { describe, expect, it } from 'vitest';
import { documentsFor, photosOf, SCENE_PHOTOS } from '../../../src/domain/accident/documents.ts';
import { type PoliceFacts, policeReasons } from '../../../src/domain/accident/police.ts';
import { LOSS_KINDS } from '../../../src/domain/accident/report.ts';

const CRASH: PoliceFacts = {
  hasInjury: false,
  isDrivable: true,
  lossKind: 'collision',
  accidentKind: 'double',
  told: [],
};

describe('when the police must be called (道路交通事故处理程序规定 13 to 15)', () => {
  const CASES: readonly (readonly [string, Partial<PoliceFacts>, string[]])[] = [
    ['two cars that both drive, nobody hurt: not', {}, []],
    ['somebody hurt', { hasInjury: true }, ['injury']],
    ['a car that cannot be moved', { isDrivable: false }, ['cannot_move']],
    [
      'a flooded car that stands: not',
      { isDrivable: false, lossKind: 'water', accidentKind: 'single' },
      [],
    ],
    ['a fire after a crash', { isDrivable: false, lossKind: 'fire' }, ['cannot_move']],
    [
      'what was told, once, the gravest first',
      { told: ['facility', 'alcohol_or_drugs', 'facility'], hasInjury: true },
      ['injury', 'alcohol_or_drugs', 'facility'],
    ],
  ];
  it.each(CASES)('%s', (_name, facts, reasons) => {
    expect(policeReasons({ ...CRASH, ...facts })).toEqual(reasons);
  });
});

describe('the papers of a claim', () => {
  const BASE = ['被保险人身份证明', '行驶证', '驾驶证', '收款账户'];

  it.each(LOSS_KINDS)('of %s begin with what every claim needs, each once', (lossKind) => {
    const names = documentsFor({ accidentKind: 'single', lossKind, hasInjury: false });
    expect(names.slice(0, 4)).toEqual(BASE);
    expect(new Set(names).size).toBe(names.length);
  });

  it('of a crash with others have the liability paper and the others’', () => {
    const names = documentsFor({ accidentKind: 'double', lossKind: 'collision', hasInjury: false });
    expect(names).toContain('事故认定书或自行协商协议书');
    expect(names).toContain('对方车辆的行驶证和保单');
  });

  it('of a crash alone have neither, unless a facility was hit', () => {
    const alone = { accidentKind: 'single', lossKind: 'collision', hasInjury: false } as const;
    expect(documentsFor(alone)).not.toContain('事故认定书或自行协商协议书');
    expect(documentsFor({ ...alone, policeReasons: ['facility'] })).toContain(
      '设施损失照片和赔偿凭证',
    );
  });

  it('of people hurt have the medical ones', () => {
    const names = documentsFor({ accidentKind: 'double', lossKind: 'collision', hasInjury: true });
    expect(names).toEqual(expect.arrayContaining(['病历', '诊断证明', '医疗费发票和用药清单']));
  });

  it('never name what is held already', () => {
    const facts = { accidentKind: 'single', lossKind: 'collision', hasInjury: false } as const;
    expect(documentsFor(facts, [SCENE_PHOTOS, '行驶证'])).toEqual([
      '被保险人身份证明',
      '驾驶证',
      '收款账户',
      '维修发票和清单',
    ]);
  });

  it.each([
    ['collision', SCENE_PHOTOS],
    ['water', '水位和车损照片'],
    ['glass', '玻璃破损照片'],
    ['theft', undefined],
  ] as const)('of %s count %s as sent with photos', (lossKind, name) => {
    expect(photosOf(lossKind)).toBe(name);
  });
});
