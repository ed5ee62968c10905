import { addMs, DAY_MS } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { toPublished } from '../knowledge/published-text.ts';
import { demoArticles } from './data/articles/all-articles.ts';
import type { DemoRow } from './demo-row.ts';
import { makeSeeded } from './seeded.ts';

/** The demo insurer's articles were reviewed over the half year before the first start. */
const REVIEWED_DAYS_AGO_MIN = 5;
const REVIEWED_DAYS_AGO_MAX = 180;
/** Nobody of the desk, so that anybody there may change and review them. */
const AUTHOR = 'system:demo-content';
const REVIEWER = 'system:demo-compliance';

/** Rows of knowledge_articles, all of them published. */
export function articleRows(now: Date): readonly DemoRow[] {
  const seeded = makeSeeded('articles');
  return demoArticles.flatMap(([category, articles]) =>
    articles.map(({ slug, title, questions, paragraphs, basis, keywords }) => {
      const daysAgo = seeded.int(REVIEWED_DAYS_AGO_MIN, REVIEWED_DAYS_AGO_MAX);
      const at = addMs(now, -daysAgo * DAY_MS);
      const body = paragraphs.join('\n');
      const text = { title, category, questions, body, keywords: keywords.split(' ') };
      return {
        id: newId('knowledgeArticle', seeded),
        slug,
        ...text,
        basis: basis ?? null,
        status: 'published',
        published: toPublished(basis === undefined ? text : { ...text, basis }, 1, at),
        author: AUTHOR,
        editors: [],
        reviewer: REVIEWER,
        version: 1,
        created_at: at,
        updated_at: at,
      };
    }),
  );
}
