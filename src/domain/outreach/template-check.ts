import { checkText, normaliseWords } from '../handoff/check-text.ts';
import type { PushClass } from '../push/settings.ts';
import {
  ALWAYS_FORBIDDEN,
  AT_BIRTHDAY,
  type FindingCode,
  type ForbiddenRule,
  JOY_AT_DRAGON_BOAT,
  ON_MOURNING,
  PRESSING,
  SELLING,
} from './forbidden.ts';
import { smsSegments } from './sms-length.ts';
import {
  ACTIONS_MAX,
  findPlaces,
  type TemplateVariant,
  type TemplateWords,
  type VariableNames,
  variableOf,
} from './template.ts';

/** Something about the words of a template. */
export interface TemplateFinding {
  /** Null: of no variant, but of the actions. */
  readonly variant: TemplateVariant['key'] | null;
  readonly field: 'text' | 'smsText' | 'actions';
  readonly code: FindingCode;
  /** `blocked` is never submitted. */
  readonly kind: 'blocked' | 'warning';
  /** Where it stands in the field, in UTF-16 units; null: it is about the whole. */
  readonly at: number | null;
  readonly length: number;
  readonly word: string;
}

type Found = Pick<TemplateFinding, 'code' | 'kind' | 'at' | 'length' | 'word'>;

/** What the words are checked against. */
export interface TemplateRules {
  readonly names: VariableNames;
  readonly isAction: (action: string) => boolean;
}

/** Short messages beyond this are no short messages. */
const SMS_SEGMENTS_MAX = 3;
/** What signature and refusal line take of a short message. */
const SMS_EXTRA_LENGTH = 18;

/** Everything that is wrong with a template, what blocks it first. An empty list: nothing. */
export function checkTemplate(
  words: TemplateWords,
  rules: TemplateRules,
): readonly TemplateFinding[] {
  const findings = [
    ...words.variants.flatMap((variant) => checkVariant(variant, words, rules)),
    ...checkActions(words, rules),
  ];
  return findings.toSorted((a, b) => Number(a.kind === 'warning') - Number(b.kind === 'warning'));
}

/** True when nothing keeps it from being submitted and approved. */
export function isClean(findings: readonly Pick<TemplateFinding, 'kind'>[]): boolean {
  return findings.every(({ kind }) => kind !== 'blocked');
}

function checkVariant(
  { key, text, smsText }: TemplateVariant,
  words: TemplateWords,
  rules: TemplateRules,
): readonly TemplateFinding[] {
  const inText = checkWords(text, words, rules);
  const inSms = smsText === undefined ? [] : checkWords(smsText, words, rules);
  const length = smsLength(smsText ?? text);
  return [
    ...inText.map((found) => ({ variant: key, field: 'text' as const, ...found })),
    ...inSms.map((found) => ({ variant: key, field: 'smsText' as const, ...found })),
    ...length.map((found) => ({ variant: key, field: 'smsText' as const, ...found })),
  ];
}

function checkWords(text: string, words: TemplateWords, rules: TemplateRules): readonly Found[] {
  const places = findPlaces(text);
  // A variable's name is none of the text's words: `{活动}` sells nothing.
  const said = places.reduce((rest, { at, length }) => blank(rest, at, length), text);
  const own = rulesOf(words).flatMap((rule) => findIn(text, said, rule));
  return [
    ...own,
    // The desk's rules know some of the same words: said once is enough.
    ...deskWords(said).filter((desk) => !own.some((found) => overlap(found, desk))),
    ...checkPlaces(text, rules.names),
    ...(words.pushClass === 'marketing' ? checkMarketing(text, rules.names) : []),
    ...ownRefusal(said),
  ];
}

function rulesOf({ pushClass, occasion }: TemplateWords): readonly ForbiddenRule[] {
  return [
    ...ALWAYS_FORBIDDEN,
    ...PRESSING,
    ...(maySell(pushClass) ? [] : SELLING),
    ...(occasion === 'birthday' ? AT_BIRTHDAY : []),
    ...(occasion === 'dragon_boat' ? JOY_AT_DRAGON_BOAT : []),
    ...(isMourning(occasion) ? ON_MOURNING : []),
  ];
}

function maySell(pushClass: PushClass): boolean {
  return pushClass === 'marketing';
}

/** The solar term 清明; 中元 has no templates at all. */
function isMourning(occasion: string | undefined): boolean {
  return occasion === 'term_qingming';
}

function findIn(text: string, said: string, rule: ForbiddenRule): readonly Found[] {
  const view = normaliseWords(said);
  return [...view.text.matchAll(new RegExp(rule.pattern, 'g'))].flatMap((match) => {
    if (rule.mayBeWarnedOf === true && isWarnedOf(view.text, match.index)) return [];
    const at = view.places[match.index] ?? 0;
    const last = view.places[match.index + match[0].length - 1] ?? at;
    const length = last + 1 - at;
    return [{ code: rule.code, kind: rule.kind, at, length, word: text.slice(at, at + length) }];
  });
}

/** Characters before the words in which a warning may stand. */
const CLAUSE_LENGTH = 24;
/** `特别优惠` and `不要错过` warn nobody. */
const WARNING =
  /(?:勿(?!失|错过)|警惕|谨防|提防|小心|当心|防范|拒绝|远离|识破|识别|轻信|不会|不得|不可(?!错过)|严禁|禁止|从不|绝不)(?!.*[。!?;])/;

/** In the same clause before them, a warning: these words are what it warns of. */
function isWarnedOf(text: string, index: number): boolean {
  return WARNING.test(text.slice(Math.max(0, index - CLAUSE_LENGTH), index));
}

/** What no agent may write to a customer, no template says either. */
function deskWords(said: string): readonly Found[] {
  return checkText(said)
    .filter(({ kind }) => kind === 'blocked')
    .map(({ word }) => {
      const at = said.indexOf(word);
      return {
        code: 'desk_word',
        kind: 'blocked',
        at: at < 0 ? null : at,
        length: word.length,
        word,
      };
    });
}

function overlap(a: Found, b: Found): boolean {
  if (a.at === null || b.at === null) return false;
  return a.at < b.at + b.length && b.at < a.at + a.length;
}

function checkPlaces(text: string, names: VariableNames): readonly Found[] {
  const places = findPlaces(text);
  const unknown = places
    .filter(({ written }) => variableOf(written, names) === undefined)
    .map(({ written, at, length }) => ({
      code: 'unknown_variable' as const,
      kind: 'blocked' as const,
      at,
      length,
      word: written,
    }));
  const rest = places.reduce((left, { at, length }) => blank(left, at, length), text);
  const broken = [...rest.matchAll(/[{}｛｝]/g)].map((match) => ({
    code: 'broken_braces' as const,
    kind: 'blocked' as const,
    at: match.index,
    length: 1,
    word: match[0],
  }));
  return [...unknown, ...broken];
}

/** Marketing says which product of which insurer it is about, and that it is insurance (互联网保险业务监管办法 15(6)). */
function checkMarketing(text: string, names: VariableNames): readonly Found[] {
  const used = new Set(findPlaces(text).map(({ written }) => variableOf(written, names)));
  const whole = { kind: 'blocked', at: null, length: 0, word: '' } as const;
  return [
    ...(used.has('product') ? [] : [{ ...whole, code: 'product_missing' as const }]),
    ...(used.has('companyFull') ? [] : [{ ...whole, code: 'insurer_missing' as const }]),
    ...(text.includes('保险产品') ? [] : [{ ...whole, code: 'label_missing' as const }]),
  ];
}

const OWN_REFUSAL = /回复?\s*[“"']?(?:TD|T|R|N|退订)|退订回|拒收请/i;

/** How to refuse more is added to every push by itself, the same everywhere. */
function ownRefusal(said: string): readonly Found[] {
  const match = OWN_REFUSAL.exec(said);
  if (match === null) return [];
  const [word] = match;
  return [{ code: 'own_refusal', kind: 'warning', at: match.index, length: word.length, word }];
}

function smsLength(text: string): readonly Found[] {
  const segments = smsSegments(' '.repeat(SMS_EXTRA_LENGTH) + text);
  const whole = { at: null, length: 0, word: String(segments) } as const;
  if (segments > SMS_SEGMENTS_MAX) return [{ ...whole, code: 'sms_too_long', kind: 'warning' }];
  return segments > 1 ? [{ ...whole, code: 'sms_long', kind: 'warning' }] : [];
}

function checkActions(
  { actions }: TemplateWords,
  rules: TemplateRules,
): readonly TemplateFinding[] {
  const where = { variant: null, field: 'actions', kind: 'blocked', at: null, length: 0 } as const;
  const unknown = actions
    .filter(({ action }) => !rules.isAction(action))
    .map(({ action }) => ({ ...where, code: 'unknown_action' as const, word: action }));
  return actions.length > ACTIONS_MAX
    ? [...unknown, { ...where, code: 'too_many_actions', word: String(actions.length) }]
    : unknown;
}

function blank(text: string, at: number, length: number): string {
  return `${text.slice(0, at)}${'\u0001'.repeat(length)}${text.slice(at + length)}`;
}
