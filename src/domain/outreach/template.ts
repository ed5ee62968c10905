import { z } from 'zod';
import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { PushClass } from '../push/settings.ts';

/** What a template may fill in. A closed list; how authors write each of them is the copy's (flows/copy/push.ts). */
export const TEMPLATE_VARIABLES = [
  'salutation',
  'name',
  'plate',
  'policyKind',
  'policyEndsOn',
  'inspectionDueOn',
  'licenceExpiresOn',
  'claimNo',
  'manager',
  'city',
  'tenureYears',
  'company',
  'companyFull',
  'hotline',
  'product',
  'region',
  'warning',
  'event',
  'eventTime',
  'eventPlace',
  'link',
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];

/** What stays empty when nobody knows it; anything else that is missing keeps a push from being sent. */
export const OPTIONAL_VARIABLES: ReadonlySet<TemplateVariable> = new Set(['manager', 'city']);

/** How each variable is written between braces. */
export type VariableNames = Readonly<Record<TemplateVariable, string>>;
/** Ready to be put in. */
export type TemplateValues = Readonly<Partial<Record<TemplateVariable, string>>>;

/** What is known of a customer for their push: as it is stored, not as it is written. Days are `YYYY-MM-DD`. */
export interface PushValues {
  readonly name: string;
  readonly gender?: 'male' | 'female' | undefined;
  readonly plate?: string | undefined;
  readonly policyKind?: 'compulsory' | 'commercial' | undefined;
  /** The last day that is covered. */
  readonly policyEndsOn?: string | undefined;
  readonly inspectionDueOn?: string | undefined;
  readonly licenceExpiresOn?: string | undefined;
  readonly claimNo?: string | undefined;
  readonly manager?: string | undefined;
  readonly city?: string | undefined;
  /** Whole years since the first policy. */
  readonly tenureYears?: number | undefined;
}

/**
 * Which of a customer's things a push is about, when that is not simply what comes next: of a campaign's values. Days
 * are `YYYY-MM-DD` in Asia/Shanghai.
 */
export interface PushAbout {
  /** The policy whose last covered day this is. */
  readonly policyEndsOn?: string | undefined;
  readonly policyKind?: 'compulsory' | 'commercial' | undefined;
  /** The vehicle to be inspected by this day. */
  readonly inspectionDueOn?: string | undefined;
  /** The claim that was closed on this day. */
  readonly claimClosedOn?: string | undefined;
}

const aboutSchema = z.object({
  policyEndsOn: z.string().optional(),
  policyKind: z.enum(['compulsory', 'commercial']).optional(),
  inspectionDueOn: z.string().optional(),
  claimClosedOn: z.string().optional(),
});

/** What a campaign is about, by its values; nothing in particular when they do not say. */
export function aboutOf(values: JsonObject): PushAbout {
  const parsed = aboutSchema.safeParse(values);
  return parsed.success ? parsed.data : {};
}

export const VARIANT_KEYS = ['A', 'B'] as const;

/** One of two texts of a template. */
export interface TemplateVariant {
  readonly key: (typeof VARIANT_KEYS)[number];
  readonly text: string;
  /** By short message; absent: `text`. */
  readonly smsText?: string | undefined;
}

/** A tap: what it is called, and one of the actions of flows/push-message.ts. */
export interface TemplateAction {
  readonly label: string;
  readonly action: string;
}

export const TEMPLATE_STATES = ['draft', 'in_review', 'approved', 'rejected', 'retired'] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];

/** Below a push there are four taps; the fourth is for refusing more of them. */
export const ACTIONS_MAX = 3;
/** Longer than this no push is read. */
export const TEXT_LENGTH_MAX = 600;

/** What is stored in `variants` and `actions`. */
export const variantsSchema = z
  .array(
    z.object({
      key: z.enum(VARIANT_KEYS),
      text: z.string().min(1).max(TEXT_LENGTH_MAX),
      smsText: z.string().min(1).max(TEXT_LENGTH_MAX).exactOptional(),
    }),
  )
  .min(1)
  .max(VARIANT_KEYS.length);
export const actionsSchema = z
  .array(z.object({ label: z.string().min(1).max(20), action: z.string().min(1).max(100) }))
  .max(ACTIONS_MAX);

/** The words of a template. */
export interface TemplateWords {
  readonly pushClass: PushClass;
  /** Of domain/care/occasions.ts. */
  readonly occasion?: string | undefined;
  readonly title: string;
  readonly variants: readonly TemplateVariant[];
  readonly actions: readonly TemplateAction[];
}

/** A version of a template, and how far its review is. */
export interface OutreachTemplate extends TemplateWords {
  readonly id: Id<'outreachTemplate'>;
  readonly code: string;
  readonly version: number;
  readonly status: TemplateState;
  readonly authorId: string;
  /** Whoever wrote in it, the author too. */
  readonly writerIds: readonly string[];
  readonly reviewerId?: string | undefined;
  readonly reviewNote?: string | undefined;
  readonly submittedAt?: Date | undefined;
  readonly reviewedAt?: Date | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface RenderedTemplate {
  readonly text: string;
  readonly smsText?: string;
  /** Variables that the text needs and nobody knows, each once: it must not be sent so. */
  readonly missing: readonly TemplateVariable[];
}

const PLACE = /\{([^{}\n]{1,30})\}/g;

/** Fills in what is known. Values are never read as templates themselves. */
export function renderTemplate(
  variant: Pick<TemplateVariant, 'text' | 'smsText'>,
  values: TemplateValues,
  names: VariableNames,
): RenderedTemplate {
  const missing = new Set<TemplateVariable>();
  const fill = (text: string): string => tidy(fillIn(text, { values, names, missing }));
  const text = fill(variant.text);
  const smsText = variant.smsText === undefined ? undefined : fill(variant.smsText);
  return { text, ...(smsText === undefined ? {} : { smsText }), missing: [...missing] };
}

function fillIn(
  text: string,
  known: {
    readonly values: TemplateValues;
    readonly names: VariableNames;
    readonly missing: Set<TemplateVariable>;
  },
): string {
  return text.replace(PLACE, (place, written: string) => {
    const variable = variableOf(written, known.names);
    if (variable === undefined) return place;
    const value = known.values[variable] ?? '';
    if (value === '' && !OPTIONAL_VARIABLES.has(variable)) {
      known.missing.add(variable);
      return place;
    }
    return value;
  });
}

/** An empty manager leaves no blank at the end of the signature. */
function tidy(text: string): string {
  return text.replace(/[ \u3000]+$/gm, '').trim();
}

/** The variable that an author writes so between braces. */
export function variableOf(written: string, names: VariableNames): TemplateVariable | undefined {
  return TEMPLATE_VARIABLES.find((variable) => names[variable] === written.trim());
}

/** Where variables stand in a text, and braces that belong to none. */
export function findPlaces(
  text: string,
): readonly { readonly written: string; readonly at: number; readonly length: number }[] {
  return [...text.matchAll(PLACE)].map((match) => ({
    written: match[1] ?? '',
    at: match.index,
    length: match[0].length,
  }));
}
