import { type Occasion, traitsOf } from '../../domain/care/occasions.ts';
import type { CarePlan } from '../../domain/care/plan.ts';
import type { PushClass } from '../../domain/push/settings.ts';
import type { Sql } from '../sql.ts';

/** A version of a template that may be sent. */
export interface ApprovedTemplate {
  readonly id: string;
  readonly version: number;
  readonly title: string;
}

/** The approved version that a plan sends, if there is one. */
export type FindApproved = (
  plan: Pick<CarePlan, 'templateCode'> & { readonly occasion: Occasion },
) => ApprovedTemplate | undefined;

/**
 * The newest approved version of each of these templates, for the class of the occasion only: words of marketing are
 * none for a reminder of service, whatever they are called.
 */
export async function readApproved(sql: Sql, codes: readonly string[]): Promise<FindApproved> {
  const { rows } = await sql.query<ApprovedTemplate & { code: string; push_class: PushClass }>(
    `SELECT DISTINCT ON (code, push_class) code, push_class, id, version, title FROM outreach_templates
     WHERE code = ANY($1) AND status = 'approved' ORDER BY code, push_class, version DESC`,
    [codes],
  );
  const byKey = new Map(
    rows.map(({ id, version, title, ...row }) => [
      keyOf(row.push_class, row.code),
      { id, version, title },
    ]),
  );
  return ({ templateCode, occasion }) =>
    byKey.get(keyOf(traitsOf(occasion).pushClass, templateCode));
}

function keyOf(pushClass: PushClass, code: string): string {
  return `${pushClass}:${code}`;
}
