import { ApiError } from '../../api.ts';
import { errorText } from '../../error-text.ts';

/** Why something was refused: by the name that the API gives beside the field, else as any other problem. */
export function refusalOf(error: unknown, names: Readonly<Record<string, string>>): string {
  const named = error instanceof ApiError ? error.problem?.errors?.[0]?.problem : undefined;
  const known = named === undefined ? undefined : names[named];
  return known ?? errorText(error);
}
