/** What a question of the bank holds: checked by the schema when it is loaded (domain/questionnaire). */
export interface BankQuestion {
  readonly id: string;
  readonly kind: 'csat' | 'nps' | 'ces' | 'choice' | 'text';
  readonly texts: { readonly 'zh-CN': string; readonly en?: string };
  readonly [more: string]: unknown;
}

/** A text in both languages. */
export const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
/** One of a choice. */
export const option = (id: string, zh: string, en: string) => ({ id, labels: text(zh, en) });

/** 1 to 5. */
export const csat = (id: string, zh: string, en: string): BankQuestion => ({
  id,
  kind: 'csat',
  texts: text(zh, en),
});

/** 0 to 10, in the words of domain.md 4.3. */
export const nps = (company: string): BankQuestion => ({
  id: 'recommend',
  kind: 'nps',
  texts: text(
    `您有多大可能向亲友推荐${company}的车险服务？`,
    `How likely are you to recommend ${company} to family or friends?`,
  ),
});

/** The last question, which nobody has to answer. */
export const comment = (zh: string, en: string): BankQuestion => ({
  id: 'comment',
  kind: 'text',
  texts: text(zh, en),
  isOptional: true,
});

/** Asked before a renewal and once a year. */
export const used: BankQuestion = {
  id: 'used',
  kind: 'choice',
  isMultiple: true,
  texts: text(
    '过去一年您用过我们的哪些服务？',
    'Which of our services did you use in the last year?',
  ),
  options: [
    option('claim', '理赔', 'Claims'),
    option('rescue', '救援', 'Roadside assistance'),
    option('inspection', '年检代办', 'Vehicle inspection'),
    option('advice', '咨询', 'Advice'),
    option('none', '未使用', 'None'),
  ],
};

/** How the year was. */
export const YEAR = csat(
  'overall',
  '过去一年您对我们服务的整体评价如何？',
  'How satisfied were you with our service over the last year?',
);
