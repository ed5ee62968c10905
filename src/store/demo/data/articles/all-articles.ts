import type { ArticleCategory } from '../../../../domain/knowledge/article.ts';
import type { Asked } from '../asked/asked.ts';
import { askedCarCare } from '../asked/car-care.ts';
import { askedClaimsProcess } from '../asked/claims-process.ts';
import { askedClaimsScene } from '../asked/claims-scene.ts';
import { askedClaimsWays } from '../asked/claims-ways.ts';
import { askedCoverBasics } from '../asked/cover-basics.ts';
import { askedCoverCases } from '../asked/cover-cases.ts';
import { askedCoverQuestions } from '../asked/cover-questions.ts';
import { askedPolicy } from '../asked/policy.ts';
import { askedPremium } from '../asked/premium.ts';
import { askedRights } from '../asked/rights.ts';
import { askedService } from '../asked/service.ts';
import { carCare } from './car-care.ts';
import { claimsProcess } from './claims-process.ts';
import { claimsScene } from './claims-scene.ts';
import { claimsWays } from './claims-ways.ts';
import { coverBasics } from './cover-basics.ts';
import { coverCases } from './cover-cases.ts';
import { coverQuestions } from './cover-questions.ts';
import type { DemoArticle } from './demo-article.ts';
import { policy } from './policy.ts';
import { premium } from './premium.ts';
import { rights } from './rights.ts';
import { service } from './service.ts';

/** Every article of the demo insurer, by category. */
export const demoArticles: readonly (readonly [ArticleCategory, readonly DemoArticle[]])[] = [
  [
    'cover',
    [
      ...withAsked(coverBasics, askedCoverBasics),
      ...withAsked(coverCases, askedCoverCases),
      ...withAsked(coverQuestions, askedCoverQuestions),
    ],
  ],
  [
    'claims',
    [
      ...withAsked(claimsScene, askedClaimsScene),
      ...withAsked(claimsWays, askedClaimsWays),
      ...withAsked(claimsProcess, askedClaimsProcess),
    ],
  ],
  ['premium', withAsked(premium, askedPremium)],
  ['policy', withAsked(policy, askedPolicy)],
  ['rights', withAsked(rights, askedRights)],
  ['service', withAsked(service, askedService)],
  ['car_care', withAsked(carCare, askedCarCare)],
];

function withAsked(articles: readonly DemoArticle[], asked: Asked): readonly DemoArticle[] {
  return articles.map((article) => ({
    ...article,
    questions: [...article.questions, ...(asked[article.slug] ?? [])],
  }));
}
