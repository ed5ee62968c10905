/** Where a text may be cut, the best first: behind a paragraph, a line, a sentence, a clause, a word. */
const BOUNDS: readonly RegExp[] = [
  /\n\s*\n/g,
  /\n/g,
  /[。！？!?；;…]+["'”’」』）)]*|\.(?=\s)/gu,
  /[，,、：:]/gu,
  /\s/g,
];
/** A bound is taken when it leaves at least this share of what fits: tidy cuts, but no slivers. */
const SHARE_MIN = 0.4;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Bytes of UTF-8 of a text. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/**
 * Parts of at most `bytesMax` bytes of UTF-8 (at least 4), none of them empty, cut at the end of a paragraph, a line
 * or a sentence where there is one, and never within a character. Only blanks at the cuts are left out.
 */
export function splitText(text: string, bytesMax: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (bytesOf(rest) > bytesMax) {
    const fitting = prefixOf(rest, bytesMax);
    const cut = cutWithin(rest, fitting.length);
    const part = rest.slice(0, cut).trimEnd();
    if (part !== '') parts.push(part);
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** The longest beginning of whole characters that fits; of one that is itself too long, as many code points as fit. */
function prefixOf(text: string, bytesMax: number): string {
  // No character of UTF-16 is less than a byte, so no more of the text than this can fit.
  const window = text.slice(0, bytesMax + 1);
  let bytes = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(window)) {
    bytes += bytesOf(segment);
    if (bytes > bytesMax) break;
    end = index + segment.length;
  }
  if (end > 0) return text.slice(0, end);
  bytes = 0;
  for (const point of window) {
    bytes += bytesOf(point);
    if (bytes > bytesMax) break;
    end += point.length;
  }
  return text.slice(0, end);
}

/** The index of the best cut at or before `end`. */
function cutWithin(text: string, end: number): number {
  for (const bound of BOUNDS) {
    let last = 0;
    for (const match of text.slice(0, end).matchAll(bound)) {
      last = match.index + match[0].length;
    }
    if (last >= end * SHARE_MIN) return last;
  }
  return end;
}
