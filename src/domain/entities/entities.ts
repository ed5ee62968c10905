/** What was found; an entity that is not in the text is absent. */
export interface Entities {
  readonly plate?: string;
  readonly phone?: string;
  readonly id_last4?: string;
  readonly claim_no?: string;
  readonly policy_no?: string;
  readonly one_time_code?: string;
  /** `YYYY-MM-DDTHH:mm`, or `YYYY-MM-DD` when only a day was said; Asia/Shanghai, never in the future. */
  readonly occurred_at?: string;
  /** The lower end when a range was said. */
  readonly amount_yuan?: number;
  readonly score?: number;
  /** As it was said. */
  readonly place?: string;
  readonly person_name?: string;
}
