export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** A variable that the desk knows, by what it stands for. */
  | { readonly kind: 'variable'; readonly name: string; readonly label: string }
  /** Looks like a variable, and nothing fills it: a customer would read the braces. */
  | { readonly kind: 'unknown'; readonly name: string };

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** A template in the pieces that its preview shows. */
export function previewOf(
  text: string,
  variables: readonly { readonly name: string; readonly label: string }[],
): readonly Piece[] {
  const labels = new Map(variables.map(({ name, label }) => [name, label]));
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    const name = match[1] ?? '';
    const label = labels.get(name);
    pieces.push(
      label === undefined ? { kind: 'unknown', name } : { kind: 'variable', name, label },
    );
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

/** The text with a variable put in where the cursor is, and where the cursor goes. */
export function insertVariable(
  text: string,
  at: { readonly from: number; readonly to: number },
  name: string,
): { readonly text: string; readonly cursor: number } {
  const inserted = `{{${name}}}`;
  return {
    text: `${text.slice(0, at.from)}${inserted}${text.slice(at.to)}`,
    cursor: at.from + inserted.length,
  };
}
