import type { Actor } from '../../domain/audit.ts';
import type { AudienceRule } from '../../domain/outreach/audience.ts';
import type {
  OutreachTemplate,
  TemplateAction,
  TemplateState,
  TemplateValues,
  TemplateVariable,
  TemplateVariant,
  TemplateWords,
} from '../../domain/outreach/template.ts';
import type { TemplateFinding } from '../../domain/outreach/template-check.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PushClass, PushWay } from '../../domain/push/settings.ts';

/** A rule in words. */
export interface RuleWords {
  readonly sentence: string;
  readonly join: 'all' | 'any' | null;
  readonly parts: readonly {
    readonly text: string;
    readonly join: 'all' | 'any' | null;
    readonly parts: readonly string[];
  }[];
}

export interface AudienceRecord {
  readonly id: string;
  readonly name: string;
  readonly rule: AudienceRule;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whom a rule means now. Names and numbers are masked. */
export interface AudiencePreview {
  readonly count: number;
  readonly countKind: 'exact' | 'at_least' | 'estimated';
  readonly reachable: Readonly<Record<PushWay, number>>;
  readonly examples: readonly {
    readonly customerNo: string;
    readonly name: string;
    readonly phone: string | null;
    readonly plates: readonly string[];
    readonly tier: string;
    readonly city: string | null;
  }[];
}

/** What the audience routes need. */
export interface AudiencesPort {
  list(request: PageRequest): Promise<Page<AudienceRecord>>;
  create(
    input: { readonly name: string; readonly rule: AudienceRule },
    actor: Actor,
  ): Promise<AudienceRecord | 'name_taken'>;
  change(
    id: string,
    input: { readonly name: string; readonly rule: AudienceRule },
    actor: Actor,
  ): Promise<AudienceRecord | 'not_found' | 'name_taken'>;
  remove(id: string, actor: Actor): Promise<'removed' | 'not_found'>;
  /** Writes who looked into the audit trail. `day`: `YYYY-MM-DD`, today when absent. */
  preview(asked: {
    readonly rule: AudienceRule;
    readonly day?: string | undefined;
    readonly actor: Actor;
  }): Promise<AudiencePreview>;
  explain(rule: AudienceRule): RuleWords;
}

/** What an author wrote, without what the store knows. */
export interface TemplateDraft extends TemplateWords {
  readonly variants: readonly TemplateVariant[];
  readonly actions: readonly TemplateAction[];
}

export interface TemplateRecord extends OutreachTemplate {
  readonly isNewest: boolean;
}

export type TemplateRefusal = 'not_found' | 'wrong_state' | 'own_work' | 'not_a_person';
/** `blocked`: its words have findings that keep it from going on. */
export type TemplateActed =
  | { readonly kind: 'done'; readonly template: TemplateRecord }
  | { readonly kind: 'refused'; readonly why: TemplateRefusal }
  | { readonly kind: 'blocked'; readonly findings: readonly TemplateFinding[] };

export interface TemplatePreview {
  readonly customerNo: string;
  readonly name: string;
  readonly text: string;
  readonly taps: readonly string[];
  readonly smsSegments: number | null;
  readonly missing: readonly string[];
}

/** What the template routes need. */
export interface TemplatesPort {
  list(
    query: PageRequest & {
      readonly code?: string | undefined;
      readonly status?: TemplateState | undefined;
      readonly pushClass?: PushClass | undefined;
      readonly occasion?: string | undefined;
      readonly allVersions: boolean;
    },
  ): Promise<Page<TemplateRecord>>;
  find(id: string): Promise<TemplateRecord | undefined>;
  create(
    input: TemplateDraft & { readonly code: string },
    actor: Actor,
  ): Promise<TemplateRecord | 'code_taken'>;
  /** Of a version that was approved or retired the next one is made. */
  change(id: string, input: TemplateDraft, actor: Actor): Promise<TemplateActed>;
  submit(id: string, actor: Actor): Promise<TemplateActed>;
  approve(id: string, note: string | undefined, actor: Actor): Promise<TemplateActed>;
  reject(id: string, note: string, actor: Actor): Promise<TemplateActed>;
  retire(id: string, actor: Actor): Promise<TemplateActed>;
  /** For real customers, masked; who looked is written into the audit trail. */
  preview(asked: {
    readonly id: string;
    readonly way: PushWay;
    readonly variant: TemplateVariant['key'];
    readonly customerNos?: readonly string[] | undefined;
    readonly values?: TemplateValues | undefined;
    readonly actor: Actor;
  }): Promise<readonly TemplatePreview[] | 'not_found' | 'unknown_customer'>;
  check(words: TemplateWords): readonly TemplateFinding[];
  /** What a finding says to the author. */
  whyOf(finding: TemplateFinding): string;
  readonly variables: readonly { readonly name: TemplateVariable; readonly placeholder: string }[];
  readonly actions: readonly string[];
}

/** Templates and audiences: a part of `CareAdminDeps`. */
export interface WordsAdminDeps {
  readonly audiences: AudiencesPort;
  readonly templates: TemplatesPort;
}
