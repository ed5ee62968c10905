import type { ClosedWay, PushConsent, PushRefusal } from './push.ts';
import type { PushClass, PushSettings, PushWay } from './settings.ts';

/**
 * Why a class may not be sent by a way, as far as the customer's own word goes. The newest decision that covers the
 * way counts, be it of this way or of every way: a general refusal that is newer than a way's grant closes the way,
 * and a way's grant that is newer than a general refusal opens that way alone. Of two of the same instant the refusal
 * counts. Service can not be refused.
 */
export function consentObstacle(
  consents: readonly PushConsent[],
  wanted: { readonly pushClass: PushClass; readonly way: PushWay | 'phone' },
  settings: PushSettings,
): PushRefusal | undefined {
  const { pushClass, way } = wanted;
  if (pushClass === 'service') return undefined;
  const newest = newestOf(consents, pushClass, way);
  if (newest === undefined) {
    return settings.consent[pushClass] === 'granted' ? 'no_consent' : undefined;
  }
  return newest.isGranted ? undefined : 'refused';
}

function newestOf(
  consents: readonly PushConsent[],
  purpose: PushConsent['purpose'],
  way: PushWay | 'phone',
): PushConsent | undefined {
  let newest: PushConsent | undefined;
  for (const each of consents) {
    if (each.purpose !== purpose || (each.way !== null && each.way !== way)) continue;
    if (newest === undefined || isStronger(each, newest)) newest = each;
  }
  return newest;
}

function isStronger(each: PushConsent, than: PushConsent): boolean {
  const ageMs = each.decidedAt.getTime() - than.decidedAt.getTime();
  return ageMs > 0 || (ageMs === 0 && !each.isGranted);
}

/** The wanted ways that the customer's own word closes. */
export function waysClosedByConsent(
  consents: readonly PushConsent[],
  wanted: { readonly pushClass: PushClass; readonly ways: readonly PushWay[] },
  settings: PushSettings,
): readonly ClosedWay[] {
  const closed: ClosedWay[] = [];
  for (const way of wanted.ways) {
    const reason = consentObstacle(consents, { pushClass: wanted.pushClass, way }, settings);
    if (reason !== undefined) closed.push({ way, reason });
  }
  return closed;
}
