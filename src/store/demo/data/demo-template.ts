import type { PushClass } from '../../../domain/push/settings.ts';

/** A template of the demo insurer, approved. */
export interface DemoTemplate {
  readonly code: string;
  readonly pushClass: PushClass;
  /** Of domain/care/occasions.ts: the first of those that it is for. */
  readonly occasion?: string;
  readonly title: string;
  readonly text: string;
  readonly smsText?: string;
  readonly textB?: string;
  readonly actions?: readonly { readonly label: string; readonly action: string }[];
}

/** Taps that several templates have. */
export const REPORT = { label: '我要报案', action: 'claim_report' };
export const RESCUE = { label: '道路救援', action: 'roadside_assistance' };
export const PERSON = { label: '找人工', action: 'handoff' };
export const RENEW = { label: '办理续保', action: 'policy_renewal' };
/** A tap that opens an article of the knowledge base. */
export const read = (label: string, slug: string) => ({ label, action: `knowledge:${slug}` });
