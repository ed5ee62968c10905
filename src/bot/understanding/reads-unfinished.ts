import { foldText } from '../../domain/entities/fold.ts';

const OPEN_END =
  /(?:[,、:]|然后|就是说?|那个|因为|但是|可是|不过|还有|另外|而且|如果|所以|比如|关于|我想问?|我想问一?下|请问|问一下|想问下|麻烦|我的|我那个|是这样的?|跟你说)$/;
/** A question or an ending that closes a thought even where the words before it would go on. */
const CLOSED = /[。.!?;~]$/;

/** True for free text that plainly goes on; only then may a turn wait a moment for the rest (design.md 2). */
export function readsUnfinished(text: string): boolean {
  const folded = foldText(text).replace(/\.{2,}$/, '');
  return folded !== '' && !CLOSED.test(folded) && OPEN_END.test(folded);
}
