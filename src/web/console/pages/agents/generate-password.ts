/** Without letters and digits that are taken for one another when read aloud or copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A password that a person can copy by hand: 16 characters out of 31, about 79 bits. */
export function generatePassword(
  fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  const groups: string[] = [];
  while (groups.length < GROUPS) groups.push(group(fill));
  return groups.join('-');
}

function group(fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  // Bytes past the last whole multiple would favour the first letters.
  const fairBelow = 256 - (256 % ALPHABET.length);
  let text = '';
  while (text.length < GROUP_LENGTH) {
    const [byte = 0] = fill(new Uint8Array(1));
    if (byte < fairBelow) text += ALPHABET[byte % ALPHABET.length] ?? '';
  }
  return text;
}
