import type { z } from 'zod';
import type { SignUpView } from '../../domain/owner-event/view.ts';
import { AppError } from '../../lib/errors.ts';
import type { eventSignUp } from '../contract/owner-events.ts';
import { iso, isoOrNull } from './answers.ts';
import type { AuditPort } from './ports.ts';
import type { OwnerEventsPort } from './ports-events.ts';

export interface OwnerEventRoutesDeps {
  readonly ownerEvents: OwnerEventsPort;
  readonly audit: Pick<AuditPort, 'record'>;
}

/** There is no event of this number or id. */
export function noEvent(): AppError {
  return new AppError('not_found', 'there is no such event');
}

/** A sign-up as answers write it. */
export function toSignUp(view: SignUpView): z.infer<typeof eventSignUp> {
  return {
    ...view,
    signedUpAt: iso(view.signedUpAt),
    promotedAt: isoOrNull(view.promotedAt),
    cancelledAt: isoOrNull(view.cancelledAt),
    checkedInAt: isoOrNull(view.checkedInAt),
  };
}
