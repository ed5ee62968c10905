import { dayTime } from '../../../../flows/copy/format.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import { field, textField } from '../../../../lib/json.ts';
import type { WechatTemplate } from '../../../../lib/wechat-accounts.ts';
import { textOf } from './plain-text.ts';
import type { SendJob } from './send-job.ts';

/** What a notice tells of news: the rest is read in the conversation. */
export type NewsFacts = Readonly<Record<WechatTemplate['fields'][string], string>>;

/** Characters of a field by the letters that its name begins with, such as `thing1`: what is longer is refused (47003). */
const CHARACTERS_MAX: Readonly<Record<string, number>> = {
  thing: 20,
  const: 20,
  phrase: 5,
  name: 10,
  character_string: 32,
  letter: 32,
  number: 32,
  symbol: 5,
  phone_number: 17,
  car_number: 8,
};
const CHARACTERS_OTHERWISE = 20;
/** Too short a field for a mark of what is missing. */
const UNMARKED_MAX = 5;
const MARK = '…';
/** Numbers of claims are the insurer's own: letters and digits, with six digits or more, and longer than a phone. */
const CASE_NUMBER = /(?<![A-Z0-9])(?=[A-Z0-9-]*\d{6})(?:[A-Z][A-Z0-9-]{9,31}|\d{12,32})/;

/** The facts of a piece of news, from its card where it has one, else from its words. */
export function newsFacts({
  activities,
  createdAt,
}: Pick<SendJob, 'activities' | 'createdAt'>): NewsFacts {
  const { news } = copy.wechat;
  const text = activities.map(textOf).join('\n');
  const cards = activities.map((activity) =>
    field(field(activity.channelData, 'careline'), 'card'),
  );
  const card = cards.find((one) => one !== undefined);
  const firstLine = text.split('\n').find((line) => line.trim() !== '');
  return {
    title: textField(card, 'title') ?? firstLine ?? news.title,
    caseNo: CASE_NUMBER.exec(`${JSON.stringify(card) ?? ''} ${text}`)?.[0] ?? news.caseNo,
    status: textField(card, 'status') ?? news.status,
    time: dayTime(createdAt),
    hint: news.hint,
  };
}

/** A template's fields, each as long and of such characters as its kind may have; none empty. */
export function fieldsOf(
  template: WechatTemplate,
  facts: NewsFacts,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(template.fields).map(([name, fact]) => [name, toField(name, facts[fact])]),
  );
}

function toField(name: string, value: string): string {
  const kind = /^([a-z_]+?)_?\d*$/.exec(name)?.[1] ?? '';
  const clean = onlyAllowed(kind, value.replace(/\s+/g, ' ').trim());
  const kept = clean === '' ? onlyAllowed(kind, copy.wechat.news.status) : clean;
  return cut(
    kept === '' ? copy.wechat.news.caseNo : kept,
    CHARACTERS_MAX[kind] ?? CHARACTERS_OTHERWISE,
  );
}

/** Numbers, letters and signs only; or Chinese only. */
function onlyAllowed(kind: string, value: string): string {
  if (kind === 'phrase') return value.replace(/[^\p{Script=Han}]/gu, '');
  if (kind === 'character_string') return value.replace(/[^\x21-\x7e]/g, '');
  return value;
}

/** Whole characters, with a mark for what is missing. */
function cut(value: string, charactersMax: number): string {
  const characters = [...value];
  if (characters.length <= charactersMax) return value;
  const mark = charactersMax > UNMARKED_MAX ? MARK : '';
  return characters.slice(0, charactersMax - mark.length).join('') + mark;
}
