import type { CoverKind } from '../../domain/policy/cover-kind.ts';

/** What people call a cover; a policy's own name for it is shown where there is one. */
export const coverNames: Readonly<Record<CoverKind, string>> = {
  compulsory_death: '交强险死亡伤残赔偿',
  compulsory_medical: '交强险医疗费用赔偿',
  compulsory_property: '交强险财产损失赔偿',
  own_damage: '车损险',
  third_party: '第三者责任险',
  driver: '车上人员责任险（驾驶人）',
  passengers: '车上人员责任险（乘客）',
  occupants: '车上人员责任险',
  scratch: '附加车身划痕损失险',
  wheel: '附加车轮单独损失险',
  charger: '附加充电桩保险',
  holiday_double: '附加法定节假日限额翻倍险',
  repair_days: '附加修理期间费用补偿险',
  mental_distress: '附加精神损害抚慰金责任险',
  cargo: '附加车上货物责任险',
  medical_beyond: '附加医保外医疗费用责任险',
  service: '机动车增值服务特约',
  restriction: '特别约定',
  glass: '玻璃单独破碎',
  theft: '全车盗抢',
  fire: '自燃',
  water: '发动机涉水',
  no_deductible: '不计免赔率',
  designated_repair: '指定修理厂',
  third_party_not_found: '无法找到第三方',
  other: '其他保障',
};

/**
 * One plain sentence each; what a clause decides is left to the clause. Limits of the compulsory cover are those of
 * the policy, never written here.
 */
export const coverMeanings: Readonly<Record<CoverKind, string>> = {
  compulsory_death: '事故造成别人伤残或身故时，在这个限额内赔给对方。',
  compulsory_medical: '事故造成别人受伤时，对方的治疗费用在这个限额内赔付。',
  compulsory_property: '事故撞坏别人的车或东西时，对方的财产损失在这个限额内赔付。',
  own_damage:
    '保自己的车：碰撞、翻车、火灾、暴雨等造成的车辆损失；2020 年 9 月车险综合改革后，全车盗抢、玻璃单独破碎、自燃、发动机涉水、不计免赔率、无法找到第三方等也并入了车损险。',
  third_party:
    '保别人：您开车造成别人受伤或财产损失、依法要赔的，交强险不够的部分由它在保额内赔付。',
  driver: '保本车驾驶人：事故中驾驶人受伤或身故时，在保额内赔付。',
  passengers: '保本车乘客：事故中乘客受伤或身故时，按每座保额赔付。',
  occupants: '保坐在本车里的人：事故中车上人员受伤或身故时，在保额内赔付。',
  scratch: '保车身漆面：没有明显碰撞痕迹的划痕，按约定的保额赔付。',
  wheel: '保轮胎、轮毂单独损坏的损失。',
  charger: '保自用充电桩：充电桩自身的损失，或者它造成别人损失的责任，以所附条款为准。',
  holiday_double: '法定节假日期间，三者险的保额按约定翻倍。',
  repair_days: '车在修理期间不能用，按约定的天数和标准给予费用补偿。',
  mental_distress: '依法应当由您赔给对方的精神损害抚慰金，在保额内赔付。',
  cargo: '保车上装载的货物：事故造成货物损坏、依法由您承担的损失。',
  medical_beyond: '对方或车上人员的治疗费用里，超出医保范围、依法由您承担的部分。',
  service: '道路救援、代驾等增值服务，次数和里程以特约约定为准。',
  restriction: '对保障的特别约定，会缩小或调整赔付，请留意保单上的原文。',
  glass: '风挡玻璃、车窗玻璃单独破碎的损失。',
  theft: '整车被盗、被抢，按条款约定的条件赔付。',
  fire: '车辆自身原因起火造成的损失。',
  water: '车辆涉水或被水淹造成发动机损坏的损失；熄火后请不要再次点火。',
  no_deductible: '发生事故时，不再按比例扣除您自己承担的部分。',
  designated_repair: '可以到约定的修理厂修车。',
  third_party_not_found: '车被撞了找不到肇事者时，不再因此加扣您自己承担的部分。',
  other: '保障内容以保单所附条款为准。',
};
