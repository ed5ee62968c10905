import type { Actor } from '../../domain/audit.ts';
import type { ExplainedPush } from '../../domain/push/explain.ts';
import type { PushFacts, PushRequest } from '../../domain/push/push.ts';
import type { PushSettings } from '../../domain/push/settings.ts';

/** What the routes of the push policy need. */
export interface PushAdminDeps {
  readonly pushSettings: {
    read(): Promise<PushSettings>;
    /** The reward of referrals stays what it is. */
    write(change: Omit<PushSettings, 'referralReward'>, actor: Actor): Promise<PushSettings>;
  };
  readonly pushChecks: {
    /** Undefined: there is no such customer. */
    check(
      check: Omit<PushRequest, 'customerId'> & {
        readonly customerNo: string;
        readonly at?: Date | undefined;
      },
      actor: Actor,
    ): Promise<(ExplainedPush & { readonly at: Date; readonly facts: PushFacts }) | undefined>;
  };
}
