import type { DisasterKind } from '../../domain/care/disaster.ts';

/** What a notice before a disaster warns of, when nobody wrote more; its template says what to do (domain.md 5.3). */
const warnings: Readonly<Record<DisasterKind, string>> = {
  storm: '未来数小时可能有暴雨',
  flood: '部分路段可能积水',
  typhoon: '台风临近，将有大风和强降雨',
  snow: '将有降雪和道路结冰',
  other: '当地发布了灾害预警',
};

/** Texts of the care calendar. */
export const care = {
  warnings,
  disasterName: (city: string, kind: DisasterKind) => `${city}${DISASTER_NAMES[kind]}`,
  /** Names of the silent days that are there from the beginning. */
  silentDays: {
    september_18: '九一八事变纪念日',
    memorial_day: '南京大屠杀死难者国家公祭日',
    qingming: '清明节',
    zhongyuan: '中元节',
  },
} as const;

const DISASTER_NAMES: Readonly<Record<DisasterKind, string>> = {
  storm: '暴雨提醒',
  flood: '积水提醒',
  typhoon: '台风提醒',
  snow: '冰雪提醒',
  other: '灾害提醒',
};
