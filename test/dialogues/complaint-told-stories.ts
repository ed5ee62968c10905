import { decided, investigated, OPEN_NO, proposed, waiting } from './complaint-cases.ts';
import type { Story, StoryTurn } from './story.ts';

const wrote = ['actOnComplaint'];
const act = (name: string, more: object = {}) =>
  [{ kind: 'actOnComplaint', complaintNo: OPEN_NO, act: { name, ...more } }] as const;
/** Something said before the plan was told, ten minutes after it. */
const hello: StoryTurn = { say: '你好' };
/** Told between the first and the second turn of a story. */
const between = 0.1;
const later = { afterMinutes: 10 } as const;

/** Short words after something was told about a complaint, which no dialogue state knows of. */
export const complaintToldStories: readonly Story[] = [
  ...['同意', '我认可', '可以', '接受', '好的，我同意', '认可方案'].map(
    (say): Story => ({
      name: `${say} as the first word after a plan: taken at once`,
      world: { complaints: [proposed(between)] },
      turns: [
        hello,
        { ...later, say, expect: ['您认可投诉'], writes: wrote, wrote: act('confirm'), stack: [] },
      ],
    }),
  ),
  ...['不同意', '我不接受', '不行', '不认可方案', '这个方案我不能接受'].map(
    (say): Story => ({
      name: `${say} after a plan: a dispute, and what is not right is asked`,
      world: { complaints: [proposed(between)] },
      turns: [
        hello,
        { ...later, say, expect: ['哪里不合适'], writes: [], stack: ['complaint_answer'] },
        { say: '赔得太少', writes: wrote, wrote: act('dispute', { reason: '赔得太少' }) },
      ],
    }),
  ),
  {
    name: 'a refusal with its reason: nothing is asked again',
    world: { complaints: [proposed(between)] },
    turns: [
      hello,
      {
        ...later,
        say: '不同意，4S店明明报价四千二你们还是按三千算',
        expect: ['升一级'],
        writes: wrote,
        wrote: act('dispute', { reason: '不同意，4S店明明报价四千二你们还是按三千算' }),
      },
    ],
  },
  ...['好的', '收到'].map(
    (say): Story => ({
      name: `${say} after a plan may be a nod: asked which it is`,
      world: { complaints: [proposed(between)] },
      turns: [
        hello,
        {
          ...later,
          say,
          expect: ['您认可吗'],
          quickReplies: ['认可方案', '不认可方案', '再想想'],
          writes: [],
        },
        { tap: '再想想', writes: [], stack: [] },
      ],
    }),
  ),
  {
    name: 'agreeing long after the plan, out of nowhere: read back, and only then taken',
    world: { complaints: [proposed(-20)] },
    turns: [
      hello,
      { say: '同意', expect: ['您认可吗'], writes: [], stack: ['complaint_answer'] },
      { say: '是的', expect: ['您认可投诉'], writes: wrote, wrote: act('confirm') },
    ],
  },
  ...['可以', '好的', '行'].map(
    (say): Story => ({
      name: `${say} long after the plan says nothing to it`,
      world: { complaints: [proposed(-20)] },
      turns: [hello, { say, never: ['认可'], writes: [], stack: [] }],
    }),
  ),
  {
    name: 'an answer to a question of ours stays one, whatever plan waits',
    world: { complaints: [proposed(-20)] },
    turns: [
      { say: '都不对，帮我查下进度然后我要报案' },
      { say: '取消' },
      { say: '不同意', never: ['已升一级'], writes: [] },
    ],
  },
  {
    name: 'without a plan 同意 and 不同意 mean nothing of the kind',
    world: { complaints: [investigated()] },
    turns: [
      { say: '不同意', never: ['方案'], writes: [] },
      { say: '同意', never: ['方案'], writes: [] },
    ],
  },
  {
    name: 'an assessment that is not agreed with is no plan of a complaint',
    world: { level: 1, complaints: [proposed(-20)] },
    turns: [{ say: '这个定损结果我不认可', never: ['已升一级', '哪里不合适'], writes: [] }],
  },
  {
    name: 'a decision agreed with stays the decision',
    world: { complaints: [decided(between)] },
    turns: [
      hello,
      { ...later, say: '认可', expect: ['处理决定'], writes: wrote, wrote: act('confirm') },
      { say: '同意', never: ['您认可'], writes: [] },
    ],
  },
  {
    name: 'two plans wait: asked which',
    world: {
      complaints: [
        proposed(between),
        proposed(between, { complaintNo: 'TS20260611000008', category: 'SERVICE.ATTITUDE' }),
      ],
    },
    turns: [
      hello,
      { ...later, say: '同意', expect: ['哪一件投诉', '服务态度'], writes: [] },
      { say: '1', expect: [OPEN_NO, '您认可吗'] },
      { tap: '认可方案', writes: wrote, wrote: act('confirm') },
    ],
  },
  {
    name: 'danger comes first, and the refusal is not lost on the way',
    world: { complaints: [proposed(between)] },
    turns: [
      hello,
      {
        ...later,
        say: '不同意，我真的不想活了',
        expect: ['12356'],
        writes: ['requestHandoff:self_harm'],
      },
    ],
  },
  {
    name: 'photos after they were asked for reach the handler at once, the next ones too',
    world: { complaints: [waiting(between)] },
    turns: [
      hello,
      {
        ...later,
        files: ['image/jpeg'],
        expect: ['1 个文件', '由专人答复您'],
        writes: wrote,
        wrote: act('supplement', { evidenceIds: ['fil_0'] }),
        stack: [],
      },
      { files: ['image/jpeg'], expect: ['1 个文件'], writes: wrote, stack: [] },
    ],
  },
  {
    name: 'words after they were asked for are what is added; another wish is not',
    world: { complaints: [waiting(between)] },
    turns: [hello, { ...later, say: '我要报案', stack: ['claim_report'] }],
  },
];
