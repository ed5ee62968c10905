import type { AmountDetail } from './amount.ts';
import type { Entities } from './entities.ts';
import type { Found } from './fold.ts';
import { type EntityContext, readText, type TextReading } from './read-text.ts';
import type { OccurredAt, OccurredAtDetail } from './time/find-times.ts';

/** The names that flows and the API use for what a text holds (design.md 3). */
export type EntityName = keyof Entities;

/** Things nobody should type into a chat. Never kept as values. */
export type Secret = 'bank_card' | 'full_id_number' | 'password';

export interface EntityReading {
  readonly entities: Entities;
  readonly secrets: readonly Secret[];
  /** How exact the time was said; present with `occurred_at`. */
  readonly occurredAtDetail?: OccurredAtDetail;
  /** What was left open about the sum; present with `amount_yuan`. */
  readonly amountDetail?: AmountDetail;
  /** The highest rating, when it was said with the score. */
  readonly scoreScaleMax?: number;
}

const PASSWORD = /(?:密码|CVV2?|安全码)\s*(?:是|为|:|就是)?\s*([0-9A-Z!@#$%^&*_]{3,})/;

/** Plate, phone, time, sum, place and the like in a text. A value said to be wrong is not taken. */
export function findEntities(text: string, context: EntityContext = {}): EntityReading {
  const reading = readText(text, context);
  const { view } = reading;
  const time = choose(sortTimes(reading), view);
  const amount = choose(reading.amounts, view);
  const score = choose(reading.scores, view);
  const idNumber = reading.idNumbers[0]?.value.slice(-4);
  const entities: Entities = withoutAbsent({
    plate: choose(reading.plates, view),
    phone: choose(reading.phones, view),
    policy_no: choose(reading.policyNos, view),
    claim_no: choose(reading.claimNos, view),
    one_time_code: choose(reading.codes, view),
    id_last4: choose(reading.idLast4s, view) ?? idNumber,
    person_name: choose(reading.names, view),
    score: score?.value,
    occurred_at: time?.value,
    amount_yuan: amount?.value,
    place: choose(reading.places, view),
  });
  return {
    entities,
    secrets: secretsIn(reading),
    ...withoutAbsent({
      occurredAtDetail: time?.detail,
      amountDetail: amount?.detail,
      scoreScaleMax: score?.scaleMax,
    }),
  };
}

function secretsIn({ cards, idNumbers, view }: TextReading): readonly Secret[] {
  const secrets: Secret[] = [];
  if (cards.length > 0) secrets.push('bank_card');
  if (idNumbers.length > 0) secrets.push('full_id_number');
  if (PASSWORD.test(view)) secrets.push('password');
  return secrets;
}

type Present<Shape> = { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> };

function withoutAbsent<Shape extends object>(shape: Shape): Present<Shape> {
  const present: Present<Shape> = { ...shape };
  for (const key in present) if (present[key] === undefined) delete present[key];
  return present;
}

/** When they called or complained is not when it happened, unless nothing else was said. */
const NOT_THE_EVENT =
  /^.{0,4}(?:报的?案|报了案|打的?(?:了)?电话|投诉|联系|提交|交的|问[过了的]|给我打|说)/;

function sortTimes({ times, view }: TextReading): readonly Found<OccurredAt>[] {
  const isOther = ({ end }: Found<OccurredAt>): boolean => NOT_THE_EVENT.test(view.slice(end));
  return [...times.filter((time) => !isOther(time)), ...times.filter(isOther)];
}

const NEGATED = /(?:不是|不叫|不对|而不是|错的|错误的|(?:不要|别)(?:再)?打(?:给)?)[\s,:]{0,2}$/;
/** 不对，粤B12345: what was said before is taken back, not the one value that follows. */
const TAKEN_BACK =
  /^(?:[\s,:哦啊诶]|不是|不对|错了?)*(?:(?:不是|不对)[\s,:]+|(?:(?:不是|不对)[\s,:]*){2,})$/;
const CORRECTED = /(?:是|应该是|改成|改为|换成|换为|变成|变为)[\s,:]{0,2}$/;
/** The old one, which only counts when there is no new one. */
const OLD_BEFORE =
  /(?:原来?|旧|老|以前|之前|原先|从|由)(?:的|留的|用的|那个)?(?:手机|电话|联系|车)?(?:号码?|牌照?)?(?:号码?)?(?:是|为)?[\s,:]{0,2}$/;
const OLD_AFTER =
  /^[\s,]?(?:这个|那个|这张|的)?(?:号码?|卡|车|牌)?(?:已经?|早就?|都|就|给)?(?:停机|不用|没用|注销|作废|空号|丢|卖|过户|报废|错|不对|打错|写错|打不通|欠费|是旧|是错|是以前)/;

/** Several of a kind: the one after `是` in `不是…，是…`; otherwise the first that was not denied. */
function choose<Value>(hits: readonly Found<Value>[], view: string): Value | undefined {
  const only = hits.length === 1 ? hits[0] : undefined;
  if (only !== undefined && TAKEN_BACK.test(view.slice(0, only.start))) return only.value;
  const kept = hits.filter(({ start }) => !NEGATED.test(view.slice(0, start)));
  if (kept.length === 1 && hits.length === 1) return kept[0]?.value;
  const fresh = kept.filter(
    ({ start, end }) => !OLD_BEFORE.test(view.slice(0, start)) && !OLD_AFTER.test(view.slice(end)),
  );
  if (kept.length > 1 && fresh.length === 1) return fresh[0]?.value;
  const isCorrection = kept.length > 1 || kept.length < hits.length;
  const corrected = kept.findLast(({ start }) => CORRECTED.test(view.slice(0, start)));
  return (isCorrection ? (corrected ?? kept[0]) : kept[0])?.value;
}
