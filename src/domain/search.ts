/** What the global search finds, in the order in which it is shown. */
export const SEARCH_KINDS = [
  'customer',
  'policy',
  'claim',
  'report',
  'complaint',
  'service_request',
  'conversation',
  'article',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Something that was found. Masked. */
export interface SearchHit {
  readonly kind: SearchKind;
  /** What the API calls it by. */
  readonly ref: string;
  readonly title: string;
  readonly detail: string;
  readonly at: Date | null;
}
