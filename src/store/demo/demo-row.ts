/** One row by column; the first row of a list names the columns of all. */
export type DemoRow = Readonly<Record<string, unknown>>;

/**
 * Value of `source_updated_at`: the insurer's own system has told nothing about a demo row yet, so its
 * first PUT wins whatever time it carries.
 */
export const NEVER_TOLD = null;
