import type { Brand } from '../flow.ts';
import { day } from './format.ts';

/** What the knowledge flow says. */
export const knowledge = {
  title: '保险知识',
  questionLabel: '想了解的问题',
  ask: '您想了解哪方面的车险知识？直接说问题就可以，比如“互碰自赔是什么”“车被水淹了怎么办”。',
  /** The line under every answer: which article, what it rests on, of when. */
  source: (article: { title: string; basis?: string; updatedAt: Date }, now: Date) =>
    `来源：《${article.title}》${article.basis === undefined ? '' : `；依据：${article.basis}`}；更新于 ${day(article.updatedAt, now)}`,
  maybe: '您想了解的可能是下面哪一个？点一下就能看到；都不是的话，可以换个说法，或者转人工。',
  nothing: (brand: Brand) =>
    `抱歉，这个问题我手头没有可靠的资料，不想随便答错您。可以转人工，由同事为您解答，或者拨打 ${brand.hotline}（24 小时）。您也可以换个说法再问一次。`,
  gone: '抱歉，这篇内容已经不在了，您可以直接把问题告诉我。',
  /** Words that open the flow without asking anything. */
  opens:
    /^(?:我?想?(?:问|了解|学习?|看看?)(?:一?下|点)?)?(?:车险|保险)?(?:知识|常识|科普|问题)(?:问答)?[。.!！?？]?$/,
} as const;
