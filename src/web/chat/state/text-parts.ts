/** A piece of a message's text: words, or a number to call. */
export type TextPart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'phone'; readonly text: string; readonly digits: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/**
 * Mobile (138..., also 138 1234 5678), hotline (400-123-4567), land line with area code (010-12345678),
 * five-digit service numbers (95511) and the emergency numbers when they stand alone.
 * Digits before or after make it something else: a claim number, an amount. What stands before is
 * checked by hand: looking behind is a syntax error in Safari before 16.4, and would stop the page.
 */
const PHONE =
  /(?:1[3-9]\d(?:[ -]?\d{4}){2}|[48]00[ -]?\d{3}[ -]?\d{4}|0\d{2,3}-\d{7,8}|95\d{3}|1(?:10|19|20|22))(?![\dA-Za-z]|[.-]\d|[元天条次个小时分万年月日%])/g;
const JOINS_BEFORE = /[\dA-Za-z.-]/;
const EXAMPLE = /例如|比如|格式/;
const LINK = /https?:\/\/[^\s<>"'，。；！？（）、]+/g;

/** Splits a text into words, phone numbers and web addresses, losing nothing. */
export function splitText(text: string): readonly TextPart[] {
  return splitBy(text, LINK, (found) => ({ kind: 'link', text: found, href: found })).flatMap(
    (part) =>
      part.kind === 'words'
        ? splitBy(part.text, PHONE, (found) => ({
            kind: 'phone',
            text: found,
            digits: found.replace(/\D/g, ''),
          }))
        : [part],
  );
}

/** `before` is the text up to the number. A number given as an example is somebody's, and not to be called. */
function mayCall(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return !JOINS_BEFORE.test(before.slice(-1)) && !EXAMPLE.test(line);
}

function splitBy(text: string, pattern: RegExp, make: (found: string) => TextPart): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (pattern === PHONE && !mayCall(text.slice(0, match.index))) continue;
    if (match.index > end) parts.push({ kind: 'words', text: text.slice(end, match.index) });
    parts.push(make(match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'words', text: text.slice(end) });
  return parts;
}
