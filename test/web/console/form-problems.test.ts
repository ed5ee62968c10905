import { expect, it } from 'vitest';
import { z } from 'zod';
import { apiKeyInput } from '../../../src/server/contract/access.ts';
import { deskSettings, teamInput } from '../../../src/server/contract/setup.ts';
import { checkForm, serverProblems } from '../../../src/web/console/form/form-problems.ts';

it('hands over what the contract makes of a form', () => {
  expect(checkForm(teamInput, { name: ' 理赔组 ' })).toEqual({
    kind: 'ok',
    value: { name: '理赔组', skills: [] },
  });
});

it.each([
  ['an absent text', teamInput, {}, ['name'], '请填写这一项'],
  ['a blank text', teamInput, { name: '  ' }, ['name'], '请填写这一项'],
  ['a long text', teamInput, { name: '理'.repeat(51) }, ['name'], '最多 50 个字符'],
  ['no choice', apiKeyInput, { name: '核心', scopes: [] }, ['scopes'], '请至少选择一项'],
])('says in Chinese what is wrong with %s', (_, schema, values, name, text) => {
  expect(checkForm<unknown>(schema, values)).toEqual({
    kind: 'wrong',
    problems: [{ name, text }],
  });
});

it('says how small a number may be', () => {
  const settings = { offerSeconds: 1, goneSeconds: 9999 };
  const checked = checkForm(deskSettings, settings);
  const problems = checked.kind === 'wrong' ? checked.problems : [];
  expect(problems).toContainEqual({ name: ['offerSeconds'], text: '不能小于 5' });
  expect(problems).toContainEqual({ name: ['goneSeconds'], text: '不能大于 600' });
});

it('prefers the hint of the field, also for a part of it', () => {
  const schema = z.object({ days: z.array(z.string().regex(/^\d+$/)) });
  expect(checkForm(schema, { days: ['1', 'x', 'y'] }, { days: '只写数字' })).toEqual({
    kind: 'wrong',
    problems: [
      { name: ['days', 1], text: '只写数字' },
      { name: ['days', 2], text: '只写数字' },
    ],
  });
});

it('asks for what is empty, whatever the hint of the field says about how it should look', () => {
  const schema = z.object({ slug: z.string().regex(/^[a-z]+$/) });
  const hints = { slug: '小写字母' };
  const textOf = (values: unknown) => {
    const checked = checkForm(schema, values, hints);
    return checked.kind === 'wrong' ? checked.problems[0]?.text : undefined;
  };
  expect([textOf({}), textOf({ slug: 'X1' })]).toEqual(['请填写这一项', '小写字母']);
});

it('reads the fields that a server names, and keeps its English to itself', () => {
  const errors = [
    { path: 'body.url', problem: 'not allowed' },
    { path: 'body/events/0', problem: 'Invalid option' },
  ];
  expect(serverProblems(errors, { url: '请填写 https 地址' })).toEqual([
    { name: ['url'], text: '请填写 https 地址' },
    { name: ['events', 0], text: '这一项的格式不正确' },
  ]);
});
