/** The words alone, of labels that have a colour too: what a choice of one needs. */
export function labelsOf<K extends string>(
  labels: Readonly<Record<K, { readonly label: string }>>,
): Readonly<Record<K, string>>;
export function labelsOf(
  labels: Readonly<Record<string, { readonly label: string }>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([key, { label }]) => [key, label]));
}
