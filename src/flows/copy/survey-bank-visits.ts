import { comment, csat, nps, option, text, used, YEAR } from './survey-bank-words.ts';

/** Six questions take two turns, so that nobody is asked more than five and none is asked only of the content. */
export const newPolicy = (company: string) => ({
  turns: 2,
  whole: { csat: 'purchase', nps: 'recommend' },
  questions: [
    csat(
      'purchase',
      '您对本次投保过程是否满意？',
      'How satisfied are you with buying this policy?',
    ),
    {
      id: 'explained',
      kind: 'choice',
      texts: text(
        '销售人员是否向您说明了保险责任和责任免除？',
        'Did our staff explain what is covered and what is excluded?',
      ),
      options: [
        option('clear', '是，清楚', 'Yes, clearly'),
        option('unclear', '说了但不清楚', 'Yes, but not clearly'),
        option('no', '没有', 'No'),
        option('forgot', '不记得', 'I do not remember'),
      ],
    },
    {
      id: 'received',
      kind: 'choice',
      turns: [0],
      texts: text(
        '您是否已收到电子保单和条款？',
        'Did you receive your electronic policy and terms?',
      ),
      options: [
        option('yes', '已收到', 'Yes'),
        option('no', '没收到', 'No'),
        option('unknown', '不确定', 'Not sure'),
      ],
    },
    {
      id: 'knows_report',
      kind: 'choice',
      texts: text('您是否知道出险后如何报案？', 'Do you know how to report an accident?'),
      options: [option('yes', '知道', 'Yes'), option('no', '不知道', 'No')],
    },
    { ...nps(company), turns: [1] },
    comment('您在使用保险或服务中有什么问题？', 'Is there anything we should help you with?'),
  ],
});

/** Before the policy ends. */
export const renewal = (company: string) => ({
  whole: { csat: 'overall', nps: 'recommend' },
  questions: [
    YEAR,
    used,
    {
      id: 'intent',
      kind: 'choice',
      texts: text('今年是否打算继续在本公司投保？', 'Do you plan to renew with us this year?'),
      options: [
        option('yes', '会', 'Yes'),
        option('likely', '可能', 'Probably'),
        option('comparing', '还在比较', 'Still comparing'),
        option('no', '不会', 'No'),
      ],
      next: [
        { when: { questionId: 'intent', op: 'in', value: ['yes', 'likely'] }, goTo: 'recommend' },
      ],
    },
    {
      id: 'reasons',
      kind: 'choice',
      isMultiple: true,
      texts: text('主要考虑什么？', 'What matters most to you?'),
      options: [
        option('price', '价格', 'Price'),
        option('claims', '理赔体验', 'Claims experience'),
        option('service', '服务', 'Service'),
        option('sold', '车辆出售', 'The car is or will be sold'),
        option('other', '其他', 'Something else'),
      ],
    },
    nps(company),
  ],
});

/** After it was renewed. */
export const renewalDone = {
  whole: { ces: 'easy' },
  questions: [
    {
      id: 'easy',
      kind: 'ces',
      texts: text('办理本次续保对我来说很容易。', 'Renewing was easy for me.'),
    },
    comment('还有哪里可以更方便？', 'What could be easier?'),
  ],
};

/** Once a year. */
export const annual = (company: string) => ({
  whole: { csat: 'overall', nps: 'recommend' },
  questions: [
    YEAR,
    used,
    csat(
      'contact',
      '您对我们日常联系您的方式和频率是否满意？',
      'And with how, and how often, we contact you?',
    ),
    nps(company),
    comment('打分的主要原因是什么？', 'What is the main reason for your score?'),
  ],
});

/** Of customers with a manager of their own. */
export const highValue = (company: string) => ({
  whole: { csat: 'overall', nps: 'recommend' },
  questions: [
    csat(
      'overall',
      '您对专属客户经理的服务是否满意？',
      'How satisfied are you with your account manager?',
    ),
    csat('response', '您找客户经理时，回应是否及时？', 'And with how fast they respond?'),
    nps(company),
    comment('您最希望客户经理为您做什么？', 'What would you most like them to do for you?'),
  ],
});
