import type { ComplaintCase } from '../../domain/complaint/case.ts';
import type { TargetsOf } from '../../domain/complaint/machine-given.ts';
import { readTargets } from '../sla/read-targets.ts';
import type { Sql } from '../sql.ts';

/** Somebody hears them out at once: there the acknowledgement is a promise. */
const HEARD_AT_ONCE: ReadonlySet<string> = new Set(['phone', 'visit']);

/** True where somebody can be answered at once: in a chat, on the phone, at the counter. A letter never is. */
export function isAnsweredAtOnce(of: Pick<ComplaintCase, 'source' | 'conversationId'>): boolean {
  return of.conversationId !== undefined || HEARD_AT_ONCE.has(of.source);
}

/** Which clocks this complaint gets, by the policies in force. */
export async function readTargetsFor(
  sql: Sql,
  of: Pick<ComplaintCase, 'source' | 'conversationId'>,
): Promise<TargetsOf> {
  const targetsOf = await readTargets(sql);
  if (isAnsweredAtOnce(of)) return targetsOf;
  return (subject) => {
    const { targets, calendars } = targetsOf(subject);
    return { targets: targets.filter(({ kind }) => kind !== 'acknowledgement'), calendars };
  };
}
