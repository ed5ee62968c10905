import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  listOf,
  parseXml,
  textOf,
} from '../../../../../src/bot/channels/wechat/protocol/xml.ts';

const failed = (reason: string) => ({ kind: 'failed', reason });
const rootOf = (body: string) => {
  const parsed = parseXml(body);
  return parsed.kind === 'ok' ? parsed.root : expect.fail(parsed.reason);
};

describe('the XML of a callback', () => {
  it('keeps every value as text, 64-bit ids too', () => {
    expect(rootOf('<xml><MsgId>4561255354251345929</MsgId><A>007</A><B>1e3</B></xml>')).toEqual({
      MsgId: '4561255354251345929',
      A: '007',
      B: '1e3',
    });
  });

  it('has children, and lists where a name comes again', () => {
    const root = rootOf(
      '<xml>\n <Event><List><Id>1</Id></List><List><Id>2</Id></List></Event>\n <One><Id>3</Id></One></xml>',
    );
    expect(listOf(childrenOf(root, 'Event'), 'List')).toEqual([{ Id: '1' }, { Id: '2' }]);
    expect(listOf(root, 'One')).toEqual([{ Id: '3' }]);
    expect([listOf(root, 'None'), childrenOf(root, 'None')]).toEqual([[], {}]);
    expect(textOf(root, 'Event')).toBeUndefined();
  });

  it.each([
    [
      'CDATA as it is',
      '<![CDATA[a<b> &amp; &lt;!DOCTYPE ]] > ]]>',
      'a<b> &amp; &lt;!DOCTYPE ]] > ',
    ],
    ['CDATA with a DTD that somebody typed', '<![CDATA[<!DOCTYPE a><?b?>]]>', '<!DOCTYPE a><?b?>'],
    ['white space in CDATA', '<![CDATA[  a\n b ]]>', '  a\n b '],
    ['CDATA in pieces', 'x<![CDATA[]]]]><![CDATA[>]]>y', 'x]]>y'],
    ['the five entities', '&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;', '<a> & "b" \'c\''],
    ['numbers of characters', '&#20320;&#x597D;&#128663;', '你好🚗'],
    ['an entity only once', '&amp;lt;', '&lt;'],
    ['what is no entity', '&nbsp; &a; &#x110000; &#9999999;', '&nbsp; &a; &#x110000; &#9999999;'],
    ['no NUL and no half of a pair', 'a&#0;b&#xD83D;c', 'abc'],
    ['nothing', '', ''],
  ])('has %s', (_name, inner, expected) => {
    expect(rootOf(`<?xml version="1.0" encoding="UTF-8"?>\n<xml><A>${inner}</A></xml>`)['A']).toBe(
      expected,
    );
  });

  it('gives no text where a name came twice: which one was meant is anybody’s guess', () => {
    expect(textOf(rootOf('<xml><From>a</From><From>b</From></xml>'), 'From')).toBeUndefined();
  });
});

describe('what is no callback', () => {
  const laughs = Array.from(
    { length: 10 },
    (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
  );
  it.each([
    ['nothing', '', 'not_xml'],
    ['white space', ' \n', 'not_xml'],
    ['words', 'hello', 'not_xml'],
    ['JSON', '{"a":1}', 'not_xml'],
    ['another root', '<html><a>1</a></html>', 'not_xml'],
    ['a root without elements', '<xml>words</xml>', 'not_xml'],
    ['two roots', '<xml><a>1</a></xml><xml><a>1</a></xml>', 'not_xml'],
    ['an ampersand by itself', '<xml><a>1 & 2</a></xml>', 'not_xml'],
    ['a tag that is not closed', '<xml><a>1</xml>', 'not_xml'],
    ['tags closed in the wrong order', '<xml><a><b>1</a></b></xml>', 'not_xml'],
    ['CDATA that is not closed', '<xml><a><![CDATA[1</a></xml>', 'forbidden_markup'],
    ['a DTD', '<!DOCTYPE xml><xml><a>1</a></xml>', 'forbidden_markup'],
    [
      'an entity of its own',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><a>&e;</a></xml>',
      'forbidden_markup',
    ],
    [
      'a billion laughs',
      `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs.join('')}]><xml><a>&l10;</a></xml>`,
      'forbidden_markup',
    ],
    [
      'a DTD between CDATA that a comment opens',
      '<!-- <![CDATA[ --><!DOCTYPE x><!-- ]]> --><xml><a>1</a></xml>',
      'forbidden_markup',
    ],
    ['a comment', '<xml><!-- a --><a>1</a></xml>', 'forbidden_markup'],
    ['an instruction', '<xml><?php 1 ?><a>1</a></xml>', 'forbidden_markup'],
    [
      'another instruction at its beginning',
      '<?xml-stylesheet href="a"?><xml><a>1</a></xml>',
      'forbidden_markup',
    ],
    ['more than 16 levels', `<xml>${'<a>'.repeat(20)}1${'</a>'.repeat(20)}</xml>`, 'not_xml'],
    ['more than 5,000 tags', `<xml>${'<a>1</a>'.repeat(2_501)}</xml>`, 'too_large'],
    ['more than a megabyte', `<xml><a>${'a'.repeat(1024 * 1024)}</a></xml>`, 'too_large'],
    [
      'an element that would be an object’s prototype',
      '<xml><__proto__>1</__proto__></xml>',
      'not_xml',
    ],
  ])('%s is refused', (_name, body, reason) => {
    expect(parseXml(body)).toEqual(failed(reason));
  });

  it('is a callback cut off anywhere', () => {
    const whole =
      '<xml><ToUserName><![CDATA[to]]></ToUserName><CreateTime>1800000000</CreateTime><MsgType><![CDATA[text]]></MsgType></xml>';
    expect(parseXml(whole).kind).toBe('ok');
    for (let length = 0; length < whole.length; length += 1) {
      expect(parseXml(whole.slice(0, length)).kind).toBe('failed');
    }
  });

  it('never makes the reader throw', () => {
    const pieces = fc.constantFrom(
      ...['<', '>', '/', '<xml>', '</xml>', '<a>', '</a>', '<![CDATA[', ']]>', '<!--', '-->'],
      ...['&amp;', '&#x41;', '&', '<?xml ?>', '<!DOCTYPE', '[', '"', '\0', '\ud83d', '你', ' '],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect(['ok', 'failed']).toContain(parseXml(parts.join('')).kind);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['brackets', '<'.repeat(1_000_000)],
    ['CDATA opened again and again', `<xml><a>${'<![CDATA['.repeat(110_000)}`],
    ['CDATA closed again and again', `<xml><a>${']]>'.repeat(330_000)}</a></xml>`],
    ['ampersands', `<xml><a>${'&'.repeat(1_000_000)}</a></xml>`],
    ['a declaration without an end', `<?xml ${' '.repeat(1_000_000)}`],
    ['spaces before nothing', ' '.repeat(1_000_000)],
  ])('costs no more than its length: a megabyte of %s', (_name, body) => {
    const began = performance.now();
    parseXml(body);
    // Far above what it takes; anything that grows with the square of the length takes minutes.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
