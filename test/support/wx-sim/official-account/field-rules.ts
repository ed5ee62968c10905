/** Most characters of a subscription notice's fields, by what their names begin with (wechat.md 3.7). */
const CHARACTERS_MAX: readonly (readonly [prefix: string, max: number])[] = [
  ['thing', 20],
  ['character_string', 32],
  ['number', 32],
  ['letter', 32],
  ['symbol', 5],
  ['phone_number', 17],
  ['car_number', 8],
  ['name', 20],
  ['phrase', 5],
];

/** The first field that is empty or too long; undefined: all are fine. */
export function checkFields(
  data: Readonly<Record<string, { readonly value: string | number }>>,
): string | undefined {
  const names = Object.keys(data);
  if (names.length === 0) return 'thing1';
  return names.find((name) => {
    const length = [...String(data[name]?.value ?? '')].length;
    const max = CHARACTERS_MAX.find(([prefix]) => name.startsWith(prefix))?.[1];
    return length === 0 || (max !== undefined && length > max);
  });
}
