/** How a case is handled, in the words of the trade (domain.md 1.2). */
export const handlingModes = {
  ordinary: '正常',
  mutual: '互碰自赔',
  subrogation: '代位求偿',
  fast: '快处快赔',
} as const;

/** Documents that claims wait for (domain.md 1.6), by what was lost. Never what the insurer already holds. */
export const documents = {
  vehicle: [
    '行驶证照片',
    '驾驶证照片',
    '维修发票和维修清单',
    '收款银行卡照片',
    '事故认定书或自行协商协议书',
  ],
  person: [
    '交通事故认定书',
    '门诊或住院病历',
    '诊断证明',
    '医疗费发票和用药清单',
    '误工和收入证明',
  ],
  theft: ['公安机关立案证明', '机动车登记证书', '购车发票', '全部车钥匙'],
} as const;

/** How a written decision was sent: `…送达` follows in the customer's text. */
export const decisionChannels = ['以挂号信', '以电子函件和挂号信'] as const;

/** What somebody who reports for the insured is to them. */
export const reporterRelations = ['驾驶人', '家人', '维修厂', '同事'] as const;

/** What the desk notes about customers; nothing of health, religion, politics or children. */
export const customerTags = {
  multipleCars: '多车家庭',
  newEnergy: '新能源车主',
  habits: ['偏好微信联系', '偏好电话联系', '周末联系', '通勤用车'],
} as const;
