/** What a link of a message opens. `none`: nothing of ours. */
export type Address =
  | { readonly kind: 'survey' | 'ticket' | 'referral'; readonly key: string }
  | { readonly kind: 'none' };

const KINDS = { s: 'survey', t: 'ticket', r: 'referral' } as const;
/** No further than the signs of a key: phones take the full stop or the bracket after a link into it. */
const PATH = /^\/([str])\/([\w-]+(?:\.[\w-]+)*)/;

/** Reads the path of the page, such as `/s/inv_1.abc.def`. */
export function readAddress(path: string): Address {
  const [, sign, key] = PATH.exec(path) ?? [];
  if (key === undefined) return { kind: 'none' };
  switch (sign) {
    case 's':
    case 't':
    case 'r':
      return { kind: KINDS[sign], key };
    default:
      return { kind: 'none' };
  }
}
