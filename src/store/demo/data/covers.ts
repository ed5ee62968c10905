/** One cover of a policy as the column `covers` holds it; money in fen. */
export interface DemoCover {
  readonly code: string;
  readonly name: string;
  readonly sumInsuredFen?: number;
  readonly deductibleFen?: number;
}

/** The limits of the compulsory cover since 2020-09-19 (银保监会公告; domain.md 1.5). */
export const compulsoryCovers: readonly DemoCover[] = [
  { code: 'CTALI-DEATH', name: '交强险死亡伤残赔偿限额', sumInsuredFen: 18_000_000 },
  { code: 'CTALI-MEDICAL', name: '交强险医疗费用赔偿限额', sumInsuredFen: 1_800_000 },
  { code: 'CTALI-PROPERTY', name: '交强险财产损失赔偿限额', sumInsuredFen: 200_000 },
];

/** Names of the commercial covers; new-energy cars have clauses of their own since 2021. */
export const coverNames = {
  ownDamage: '机动车损失保险',
  ownDamageNewEnergy: '新能源汽车损失保险',
  thirdParty: '机动车第三者责任保险',
  thirdPartyNewEnergy: '新能源汽车第三者责任保险',
  driver: '车上人员责任险（驾驶人）',
  passengers: '车上人员责任险（乘客，每座）',
  medicalBeyond: '附加医保外医疗费用责任险',
  charger: '附加自用充电桩损失保险',
} as const;
