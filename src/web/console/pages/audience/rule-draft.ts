import { z } from 'zod';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';

/** A condition while it is written: what is in it may still be incomplete. */
export type DraftCondition = { readonly kind: string } & Readonly<Record<string, unknown>>;
export type Join = keyof typeof AUDIENCE_COPY.join;

export interface DraftGroup {
  readonly join: Join;
  readonly conditions: readonly DraftCondition[];
}
export type DraftPart = DraftCondition | DraftGroup;

/** A rule while it is written. */
export interface DraftRule {
  readonly join: Join;
  readonly parts: readonly DraftPart[];
}

const condition = z.looseObject({ kind: z.string() });
const conditions = z.array(condition);
const group = z.union([
  condition,
  z.object({ all: conditions }).transform(({ all }) => ({ join: 'all' as const, conditions: all })),
  z.object({ any: conditions }).transform(({ any }) => ({ join: 'any' as const, conditions: any })),
]);
const rule = z.union([
  z.object({ all: z.array(group) }).transform(({ all }) => ({ join: 'all' as const, parts: all })),
  z.object({ any: z.array(group) }).transform(({ any }) => ({ join: 'any' as const, parts: any })),
]);

/** A stored rule, or one that was being written; everybody when it says nothing. */
export function readRule(value: unknown): DraftRule {
  const parsed = rule.safeParse(value);
  return parsed.success ? parsed.data : { join: 'all', parts: [] };
}

/** The rule as the contract has it; it may be incomplete, which the contract's schema says. */
export function writeRule({ join, parts }: DraftRule): unknown {
  if (parts.length === 0) return {};
  return { [join]: parts.map((part) => (isGroup(part) ? writeGroup(part) : part)) };
}

function writeGroup({ join, conditions: inside }: DraftGroup): unknown {
  return { [join]: inside };
}

/** True for conditions that belong together inside a rule. */
export function isGroup(part: DraftPart): part is DraftGroup {
  return 'join' in part && 'conditions' in part;
}

/** With one thing of a condition set; undefined takes it away. */
export function withField(before: DraftCondition, name: string, value: unknown): DraftCondition {
  const rest = Object.entries(before).filter(([key]) => key !== name);
  const added: readonly (readonly [string, unknown])[] = value === undefined ? [] : [[name, value]];
  return { ...Object.fromEntries([...rest, ...added]), kind: before.kind };
}

/** `08-15` and `闰06-01` as the rule has lunar days, and back; what is not a day stays to be seen as wrong. */
export function readLunar(texts: readonly string[]): readonly unknown[] {
  return texts.map((text) => {
    const isLeap = text.startsWith(AUDIENCE_COPY.leap);
    return { monthDay: isLeap ? text.slice(AUDIENCE_COPY.leap.length) : text, isLeap };
  });
}

const lunarDays = z.array(z.object({ monthDay: z.string(), isLeap: z.boolean() })).catch([]);

/** The other way round. */
export function writeLunar(value: unknown): readonly string[] {
  return lunarDays
    .parse(value)
    .map(({ monthDay, isLeap }) => `${isLeap ? AUDIENCE_COPY.leap : ''}${monthDay}`);
}
