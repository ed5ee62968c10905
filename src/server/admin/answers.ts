import type { z } from 'zod';
import type { PutOutcome } from '../../domain/customer/record.ts';
import type { Page } from '../../domain/page.ts';
import { AppError } from '../../lib/errors.ts';
import { type Problem, problem, type putAnswer, type Warning } from '../contract/common.ts';

/** Every failure of a route has the same form. */
export const PROBLEMS = { '4xx': problem, '5xx': problem } as const satisfies Record<
  string,
  z.ZodType<Problem>
>;

/** A time as answers write it. */
export function iso(date: Date): string {
  return date.toISOString();
}

/** A time that may be missing. */
export function isoOrNull(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}

/** A page of a list as answers write it. */
export function toList<T, U>(
  page: Page<T>,
  toItem: (item: T) => U,
): { readonly items: U[]; readonly nextCursor: string | null } {
  return { items: page.items.map(toItem), nextCursor: page.nextCursor ?? null };
}

/** The answer to a PUT and its status. Throws not_found when it names something that was never PUT. */
export function toPutAnswer(
  outcome: PutOutcome,
  warnings: Warning[] = [],
): { readonly status: 200 | 201; readonly body: z.infer<typeof putAnswer> } {
  switch (outcome.kind) {
    case 'created':
      return { status: 201, body: { result: 'created', warnings } };
    case 'updated':
      return { status: 200, body: { result: 'updated', warnings } };
    case 'older':
      return { status: 200, body: { result: 'ignored', ignored: 'older', warnings: [] } };
    case 'unknown_reference': {
      const resource = outcome.field === 'customerNo' ? 'customer' : 'policy';
      throw new AppError('not_found', `the ${resource} is not known: PUT the ${resource} first`, {
        details: [{ path: `body.${outcome.field}`, problem: `unknown ${resource}` }],
      });
    }
  }
}
