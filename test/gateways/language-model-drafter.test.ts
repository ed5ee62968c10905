import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoKnowledge } from '../support/demo-knowledge.ts';
import {
  type FakeLanguageModel,
  type ModelReply,
  startFakeLanguageModel,
} from '../support/fake-language-model.ts';
import { openModelDesk } from '../support/model-desk.ts';

const QUESTION = '代位求偿是什么意思';

let fake: FakeLanguageModel;
let title: string;
let grounded: string;
beforeEach(async () => {
  fake = await startFakeLanguageModel();
  const [hit] = await demoKnowledge.search(QUESTION, 1);
  const { article } = hit ?? {};
  title = article?.title ?? '';
  grounded = `${article?.body.split('。')[0]}。详见《${title}》。`;
});
afterEach(() => fake.stop());

async function answered(reply: ModelReply, question = QUESTION) {
  fake.answer(reply);
  const desk = openModelDesk({ url: fake.url });
  const { replies, writes } = await desk.say(question);
  return { reply: replies.at(-1), writes, calls: desk.calls };
}

it('words an answer out of the articles, labelled as the model’s, with its source', async () => {
  const { reply, calls } = await answered({ kind: 'text', text: grounded });
  expect(reply?.text).toContain(grounded);
  expect(reply?.generatedBy).toBe('model');
  expect(calls).toMatchObject([
    { purpose: 'draft', outcome: 'used', conversationId: 'con_1', answered: grounded },
  ]);
  const { messages, tools } = fake.requests[0]?.body ?? {};
  expect(tools).toBeUndefined();
  expect(messages.at(-1).content).toContain(JSON.stringify(title));
  expect(messages.at(-1).content).toContain(`<question>\n"${QUESTION}"\n</question>`);
});

it('hides who asks', async () => {
  const { reply } = await answered(
    { kind: 'text', text: grounded },
    `我叫张伟，电话13800001234，${QUESTION}`,
  );
  expect(fake.requests.length).toBeGreaterThan(0);
  for (const { raw } of fake.requests) expect(raw).not.toMatch(/张伟|13800001234/);
  expect(reply?.text).not.toContain('[[');
});

describe('the article itself is the answer when the model', () => {
  it.each<[string, ModelReply, string]>([
    ['has nothing to say', { kind: 'text', text: '无。' }, 'rejected'],
    ['names no source', { kind: 'text', text: '先赔再追。' }, 'rejected'],
    [
      'makes up a number',
      { kind: 'text', text: '最多可以先赔 987654 元。详见《TITLE》。' },
      'rejected',
    ],
    ['promises', { kind: 'text', text: '一定赔给您。详见《TITLE》。' }, 'rejected'],
    ['repeats a token', { kind: 'text', text: '[[NAME_1]]您好。详见《TITLE》。' }, 'rejected'],
    ['names a phone', { kind: 'text', text: '打 13900001111。详见《TITLE》。' }, 'rejected'],
    ['calls a function', { kind: 'call', arguments: {} }, 'malformed'],
    ['is down', { kind: 'reset' }, 'unreachable'],
    ['refuses', { kind: 'refusal' }, 'refused'],
  ])('%s', async (_name, reply, outcome) => {
    const said = reply.kind === 'text' ? reply.text.replace('TITLE', title) : '';
    const { reply: shown, calls } = await answered(
      reply.kind === 'text' ? { kind: 'text', text: said } : reply,
    );
    const without = await openModelDesk({}).say(QUESTION);
    expect(shown).toEqual(without.replies.at(-1));
    expect(shown?.generatedBy).toBeUndefined();
    expect(calls).toMatchObject([{ purpose: 'draft', outcome }]);
  });
});

it('shares the time of the turn with understanding: what one used up, the other does not have', async () => {
  // Long enough for the model to be asked, and knowledge in the end.
  const story = '发动机进水了，二次打火，赔不赔呀，我是说';
  fake.answer({ kind: 'silent' });
  const desk = openModelDesk({ url: fake.url });
  const asked = desk.say(story);
  await expect.poll(() => fake.requests.length, { interval: 2 }).toBe(1);
  desk.clock.advance(2_500);
  await asked;
  expect(desk.calls).toMatchObject([
    { purpose: 'understand', outcome: 'timeout' },
    { purpose: 'draft', outcome: 'timeout', reason: 'no_time', sent: [] },
  ]);
  expect(fake.requests).toHaveLength(1);
});
