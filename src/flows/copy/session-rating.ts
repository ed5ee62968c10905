/** How the help by a person was: asked once, short, and never again when it is not answered. */
export const sessionRating = {
  title: '服务评价',
  ask: (agentName: string | undefined) =>
    `想请您评价一下${agentName === undefined ? '这次人工' : `${agentName}的`}服务：点一下，或回复 1–5 分（5 分最满意）。不方便就不用理会。`,
  /** Best first, as the page draws them. */
  scale: [
    { score: 5, label: '很满意' },
    { score: 4, label: '满意' },
    { score: 3, label: '一般' },
    { score: 2, label: '不满意' },
    { score: 1, label: '很不满意' },
  ],
  scoreLabel: '评分',
  commentLabel: '原因',
  sorry: '没让您满意，非常抱歉。',
  thanks: '谢谢您的评价。',
  thanksGood: '谢谢您的肯定，我们会继续做好。',
  declined: '好的，没关系。有需要随时告诉我。',
  askWhatWrong:
    '没让您满意，非常抱歉。方便说说是哪里没做好吗？一句话就行，我会原样交给主管；不想说也没关系。',
  noted: '已经如实记下，会由主管查看。这件事需要再请一位同事来处理吗？',
  notedOnly: '好的，评分已经记下，会由主管查看。这件事需要再请一位同事来处理吗？',
  labels: { person: '转人工', fine: '不用了', skip: '不想说' },
  /** What people say, not what we say. Tried from the strictest: `很不满意` holds `满意`. */
  words: [
    {
      score: 1,
      pattern: /(?:很|非常|特别|极其?|太|十分)不满意?|差评|(?:太|很|非常|极)(?:差|糟|烂)|垃圾|一星/,
    },
    {
      score: 2,
      pattern: /(?:不|没)(?:太|怎么|是很|大)?满意|不(?:太|怎么)?(?:好|行)|比较差|有点差|差劲/,
    },
    {
      score: 5,
      pattern: /(?:很|非常|特别|十分|超|太)(?:满意|好|棒|赞)|满分|好评|完美|五星|点赞|👍/u,
    },
    { score: 3, pattern: /一般|还行|凑合|中规中矩|马马虎虎|普通|还可以|还凑合/ },
    { score: 4, pattern: /满意|不错|挺好|蛮好|可以|好的?$/ },
  ],
} as const;
