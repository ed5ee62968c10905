import { Card, Flex, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { previewSurvey } from '../../../../server/contract/survey-preview.ts';
import type { questionnaire } from '../../../../server/contract/surveys.ts';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { QUESTION_KIND_LABELS } from '../../copy-admin/survey-labels.ts';
import { branchText } from './branch-text.ts';
import type { Content, Question } from './draft.ts';

type Questionnaire = z.infer<typeof questionnaire>;

/** The questions in their order, with their branches in plain words. */
export function ContentView({ data }: { readonly data: Questionnaire }) {
  const { content } = data;
  const turns = Array.from({ length: content.turns }, (_, turn) => turn);
  const most = Math.max(...turns.map((turn) => previewSurvey(content, {}, turn).atMost));
  const facts = [
    QUESTIONNAIRE_COPY.mostAsked(most),
    ...(content.turns > 1 ? [QUESTIONNAIRE_COPY.turns(content.turns)] : []),
    ...(data.offersAnonymity ? [QUESTIONNAIRE_COPY.anonymity] : []),
    QUESTIONNAIRE_COPY.expiresText(data.expiresAfterDays),
    data.remindAfterDays === null
      ? QUESTIONNAIRE_COPY.remindsNever
      : QUESTIONNAIRE_COPY.remindsText(data.remindAfterDays),
  ];
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{facts.join(' · ')}</Typography.Text>
      {content.questions.map((question, index) => (
        <One key={question.id} content={content} question={question} nth={index + 1} />
      ))}
    </Flex>
  );
}

interface OneProps {
  readonly content: Content;
  readonly question: Question;
  readonly nth: number;
}

function One({ content, question, nth }: OneProps) {
  const { kind, texts, options = [], turns, next = [] } = question;
  const isWhole = kind !== 'choice' && kind !== 'text' && content.whole[kind] === question.id;
  return (
    <Card size="small">
      <Flex vertical gap={8}>
        <Flex gap={4} wrap align="center">
          <Tag>{QUESTION_KIND_LABELS[kind]}</Tag>
          {isWhole && <Tag color="processing">{QUESTIONNAIRE_COPY.whole}</Tag>}
          {(question.isOptional === true || kind === 'text') && (
            <Tag>{QUESTIONNAIRE_COPY.optional}</Tag>
          )}
          {question.isMultiple === true && <Tag>{QUESTIONNAIRE_COPY.multiple}</Tag>}
          {turns !== undefined && (
            <Tag>{QUESTIONNAIRE_COPY.onlyInTurn(turns.map((turn) => turn + 1).join('、'))}</Tag>
          )}
        </Flex>
        <Typography.Text strong>{`${nth}. ${texts['zh-CN']}`}</Typography.Text>
        {texts.en !== undefined && <Typography.Text type="secondary">{texts.en}</Typography.Text>}
        {options.length > 0 && (
          <span>{options.map(({ labels }) => labels['zh-CN']).join(' / ')}</span>
        )}
        {next.map((branch) => (
          <Typography.Text key={JSON.stringify(branch)} type="secondary">
            {branchText(content, branch)}
          </Typography.Text>
        ))}
      </Flex>
    </Card>
  );
}
