import { COMPOUND_SURNAMES } from '../entities/surnames.ts';
import { maskPlate } from '../mask.ts';

/** What a canned answer may fill in, with the name that agents see. */
export const CANNED_VARIABLES = [
  { name: 'customer.name', label: '客户称呼（张先生、张女士；不知道时为“您”）' },
  { name: 'agent.name', label: '座席姓名' },
  { name: 'claim.no', label: '最近一件赔案的赔案号' },
  { name: 'claim.stage', label: '最近一件赔案的进度' },
  { name: 'claim.handler', label: '最近一件赔案的经办人' },
  { name: 'complaint.no', label: '最近一件投诉的编号' },
  { name: 'plate', label: '车牌（已脱敏）' },
  { name: 'policy.end', label: '最近到期的保单的到期日' },
  { name: 'brand', label: '公司名称' },
  { name: 'hotline', label: '客服热线' },
  { name: 'today', label: '今天的日期' },
  { name: 'now', label: '现在的时间' },
] as const;
export type CannedVariable = (typeof CANNED_VARIABLES)[number]['name'];

const NAMES: ReadonlySet<string> = new Set(CANNED_VARIABLES.map(({ name }) => name));

export type CannedProblem =
  | { readonly kind: 'unknown_variable'; readonly name: string }
  /** Braces that open or close nothing: `{{claim.no}`. */
  | { readonly kind: 'broken_braces'; readonly near: string };

export interface ParsedCanned {
  /** Each variable once, in the order in which the text first names it. */
  readonly variables: readonly CannedVariable[];
  /** A text with problems is not saved. */
  readonly problems: readonly CannedProblem[];
}

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** Characters shown around broken braces. */
const NEAR_LENGTH = 12;

/** Reads the variables of a canned answer. */
export function parseCanned(text: string): ParsedCanned {
  const variables = new Set<CannedVariable>();
  const problems: CannedProblem[] = [];
  for (const [, name = ''] of text.matchAll(PLACE)) {
    if (isVariable(name)) variables.add(name);
    else if (!problems.some((each) => each.kind === 'unknown_variable' && each.name === name)) {
      problems.push({ kind: 'unknown_variable', name });
    }
  }
  const rest = text.replace(PLACE, (place) => ' '.repeat(place.length));
  const braces = /\{\{|\}\}/.exec(rest);
  if (braces !== null) {
    const near = text.slice(Math.max(0, braces.index - NEAR_LENGTH), braces.index + NEAR_LENGTH);
    problems.push({ kind: 'broken_braces', near });
  }
  return { variables: [...variables], problems };
}

export type CannedValues = Readonly<Partial<Record<CannedVariable, string>>>;

/**
 * Fills in what is known. What is not stays in the text and is named, so that nobody sends it unseen. Values are
 * never read as templates themselves.
 */
export function renderCanned(
  text: string,
  values: CannedValues,
): { readonly text: string; readonly missing: readonly string[] } {
  const missing = new Set<string>();
  const rendered = text.replace(PLACE, (place, name: string) => {
    const value = isVariable(name) ? values[name] : undefined;
    if (value !== undefined && value !== '') return value;
    missing.add(name);
    return place;
  });
  return { text: rendered, missing: [...missing] };
}

/** What is known of a conversation, unmasked. */
export interface CannedFacts {
  readonly customer?: { readonly name: string; readonly gender?: string | undefined } | undefined;
  readonly agentName: string;
  readonly claim?:
    | {
        readonly claimNo: string;
        /** In Chinese. */
        readonly stage: string;
        readonly handlerName?: string | undefined;
      }
    | undefined;
  readonly complaintNo?: string | undefined;
  readonly plate?: string | undefined;
  readonly policyEndsAt?: Date | undefined;
  readonly brand: string;
  readonly hotline: string;
  readonly now: Date;
}

/** The values of the variables; those without a fact are absent. The plate is masked, the name is a form of address. */
export function cannedValues(facts: CannedFacts): CannedValues {
  const values: Partial<Record<CannedVariable, string | undefined>> = {
    'customer.name': salutation(facts.customer),
    'agent.name': facts.agentName,
    'claim.no': facts.claim?.claimNo,
    'claim.stage': facts.claim?.stage,
    'claim.handler': facts.claim?.handlerName,
    'complaint.no': facts.complaintNo,
    plate: facts.plate === undefined ? undefined : maskPlate(facts.plate),
    'policy.end': facts.policyEndsAt === undefined ? undefined : DATE.format(facts.policyEndsAt),
    brand: facts.brand,
    hotline: facts.hotline,
    today: DATE.format(facts.now),
    now: TIME.format(facts.now),
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(known);
}

const DATE = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** What somebody is called whose gender nobody knows, and a company. */
const UNKNOWN_SALUTATION = '您';
/** Longer names are those of companies, or not in Chinese characters. */
const PERSON_NAME = /^\p{Script=Han}{2,4}$/u;
const COMPOUND = new RegExp(`^(?:${COMPOUND_SURNAMES})`);

/** `张先生`, `欧阳女士`: with the surname only when the gender is known (domain.md 5.3). */
function salutation(customer: CannedFacts['customer']): string {
  if (customer === undefined || !PERSON_NAME.test(customer.name)) return UNKNOWN_SALUTATION;
  const { name, gender } = customer;
  const surname = (name.length > 2 ? COMPOUND.exec(name)?.[0] : undefined) ?? name.slice(0, 1);
  switch (gender) {
    case 'male':
      return `${surname}先生`;
    case 'female':
      return `${surname}女士`;
    default:
      return UNKNOWN_SALUTATION;
  }
}

function isVariable(name: string): name is CannedVariable {
  return NAMES.has(name);
}
