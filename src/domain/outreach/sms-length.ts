/** Characters of one short message in UCS-2, and of each part of a longer one (3GPP TS 23.040 9.2.3.24). */
const ALONE_MAX = 70;
const PART_MAX = 67;

/** How many short messages a text takes: each of them is paid for. */
export function smsSegments(text: string): number {
  return text.length <= ALONE_MAX ? 1 : Math.ceil(text.length / PART_MAX);
}
