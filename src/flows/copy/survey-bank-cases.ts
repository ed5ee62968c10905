import { comment, csat, nps, option, text } from './survey-bank-words.ts';

/** Eight questions take two turns of five. */
export const postClaim = (company: string) => ({
  turns: 2,
  whole: { csat: 'overall', ces: 'easy', nps: 'recommend' },
  questions: [
    csat(
      'overall',
      '您对本次理赔服务整体是否满意？',
      'How satisfied are you with this claim overall?',
    ),
    { ...csat('speed', '您对理赔速度是否满意？', 'And with how fast it was?'), turns: [0] },
    {
      ...csat(
        'staff',
        '您对查勘、定损人员的专业与态度是否满意？',
        'And with the skill and manner of our assessors?',
      ),
      turns: [0],
    },
    {
      id: 'explained',
      kind: 'choice',
      turns: [1],
      texts: text('定损金额和依据是否解释清楚？', 'Was the amount explained to you?'),
      options: [
        option('very_clear', '非常清楚', 'Very clearly'),
        option('clear', '比较清楚', 'Clearly'),
        option('unclear', '不太清楚', 'Not very clearly'),
        option('no', '没有解释', 'Not at all'),
      ],
    },
    {
      id: 'easy',
      kind: 'ces',
      turns: [0],
      texts: text('办理本次理赔对我来说很容易。', 'Handling this claim was easy for me.'),
    },
    {
      id: 'progress',
      kind: 'choice',
      turns: [1],
      texts: text('过程中是否随时能查到进度？', 'Could you follow the progress at any time?'),
      options: [
        option('yes', '能', 'Yes'),
        option('partly', '有时能', 'Sometimes'),
        option('no', '不能', 'No'),
      ],
    },
    { ...nps(company), turns: [1] },
    comment('最希望我们改进的一点是什么？', 'What should we improve first?'),
  ],
});

/** Six questions take two turns. */
export const postComplaint = {
  turns: 2,
  whole: { csat: 'result' },
  questions: [
    {
      id: 'solved',
      kind: 'choice',
      texts: text('您反映的问题是否已解决？', 'Has your complaint been resolved?'),
      options: [
        option('solved', '已解决', 'Yes'),
        option('partly', '部分解决', 'Partly'),
        option('not_solved', '未解决', 'No'),
      ],
    },
    csat('result', '您对处理结果是否满意？', 'How satisfied are you with the outcome?'),
    csat('speed', '您对处理速度是否满意？', 'And with how fast it was handled?'),
    {
      ...csat('staff', '您对处理人员的态度是否满意？', 'And with the manner of our staff?'),
      turns: [0],
    },
    {
      id: 'told',
      kind: 'choice',
      turns: [1],
      texts: text(
        '是否告知了处理依据和后续救济途径？',
        'Were you told the grounds and your further options?',
      ),
      options: [
        option('yes', '都告知了', 'Both'),
        option('partly', '只说了一部分', 'Partly'),
        option('no', '没有', 'No'),
      ],
    },
    comment('还有什么想对我们说的？', 'Anything else you want to tell us?'),
  ],
};

/** After an answer of the bot. */
export const inChat = {
  questions: [
    {
      id: 'solved',
      kind: 'choice',
      texts: text('本次回答是否解决了您的问题？', 'Did this answer your question?'),
      options: [option('yes', '👍 解决了', '👍 Yes'), option('no', '👎 没解决', '👎 No')],
      next: [{ when: { questionId: 'solved', op: 'eq', value: 'yes' }, goTo: 'end' }],
    },
    {
      id: 'reason',
      kind: 'choice',
      isOptional: true,
      texts: text('是哪里没做好？', 'What went wrong?'),
      options: [
        option('not_understood', '没听懂', 'It did not understand me'),
        option('wrong', '答案不对', 'The answer was wrong'),
        option('slow', '太慢', 'Too slow'),
        option('person', '想找人工', 'I wanted a person'),
      ],
    },
  ],
};

/** After a meeting of owners: three questions. */
export const event = {
  whole: { csat: 'overall' },
  questions: [
    csat('overall', '您对这次活动是否满意？', 'How satisfied are you with this event?'),
    {
      id: 'again',
      kind: 'choice',
      texts: text('下次还愿意参加吗？', 'Would you come again?'),
      options: [
        option('yes', '愿意', 'Yes'),
        option('maybe', '看主题', 'It depends'),
        option('no', '不愿意', 'No'),
      ],
    },
    comment('希望下次办什么主题？', 'What should the next one be about?'),
  ],
};
