import { Alert, Card, Flex, Rate, Tag, Typography } from 'antd';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import {
  ANSWERS,
  NOTICE_CHANNELS,
  ROOT_CAUSES,
  SOLVED,
} from '../../copy-admin/complaint-labels.ts';
import { Facts } from '../../parts/facts.tsx';
import { show, showTime, showYuan } from '../../parts/show.ts';
import { usePeople } from '../../parts/use-people.ts';
import type { Complaint } from './complaint.ts';

interface CardProps {
  readonly data: Complaint;
}

const PARTS = ['findings', 'decision', 'basis', 'remedies'] as const;
/** States in which the last notice is a plan that the customer was asked about. */
const OF_PLAN: ReadonlySet<string> = new Set(['PROPOSED', 'CONFIRMED', 'NO_REPLY', 'DISPUTED']);
const ANSWER_TONES = { accepted: 'success', rejected: 'error', no_reply: 'default' } as const;

/** The plan or decision as the customer has it, in its four parts, and what they said to it. */
export function NoticeCard({ data: { notice, answer, answeredAt, ...data } }: CardProps) {
  if (notice === null) return null;
  const isPlan = OF_PLAN.has(data.status);
  return (
    <Card
      size="small"
      title={isPlan ? CASE_COPY.plan : CASE_COPY.notice}
      extra={<AnswerTag answer={answer} answeredAt={answeredAt} noticeAt={notice.at} />}
    >
      <Flex vertical gap={12}>
        {PARTS.map((part) => (
          <div key={part}>
            <Typography.Text strong>
              {isPlan && part === 'decision' ? CASE_COPY.plan : CASE_COPY.noticeParts[part]}
            </Typography.Text>
            <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
              {notice[part]}
            </Typography.Paragraph>
          </div>
        ))}
        <Typography.Text type="secondary">
          {`${CASE_COPY.noticeTold(NOTICE_CHANNELS[notice.channel], showTime(notice.at))} · ${CASE_COPY.proof} ${notice.proof}`}
        </Typography.Text>
        {data.compensationFen !== null && (
          <span>{`${CASE_COPY.compensation} ${showYuan(data.compensationFen)}`}</span>
        )}
        {data.closeReason !== null && (
          <span>{`${CASE_COPY.closeReason}：${data.closeReason}`}</span>
        )}
      </Flex>
    </Card>
  );
}

interface AnswerTagProps extends Pick<Complaint, 'answer' | 'answeredAt'> {
  readonly noticeAt: string;
}

/** What the customer said to it, or to the one before it. */
function AnswerTag({ answer, answeredAt, noticeAt }: AnswerTagProps) {
  if (answer === null) return <Tag>{CASE_COPY.noAnswer}</Tag>;
  const said = `${ANSWERS[answer]}${answeredAt === null ? '' : ` ${showTime(answeredAt)}`}`;
  const isOfEarlier = answeredAt !== null && answeredAt < noticeAt;
  return isOfEarlier ? (
    <Tag>{CASE_COPY.answeredEarlier(said)}</Tag>
  ) : (
    <Tag color={ANSWER_TONES[answer]}>{said}</Tag>
  );
}

/** Why it came to this, and who puts it right by when. */
export function RootCauseCard({ data: { rootCause } }: CardProps) {
  const people = usePeople();
  if (rootCause === null) return null;
  return (
    <Card size="small" title={CASE_COPY.rootCause}>
      <Facts
        columns={1}
        facts={[
          { label: CASE_COPY.rootCauseCode, value: ROOT_CAUSES[rootCause.code] },
          { label: CASE_COPY.department, value: rootCause.department },
          { label: CASE_COPY.action, value: rootCause.action },
          { label: CASE_COPY.owner, value: people.get(rootCause.ownerId) ?? rootCause.ownerId },
          { label: CASE_COPY.dueOn, value: rootCause.dueOn },
        ]}
      />
      <Alert
        showIcon
        type={rootCause.doneAt === null ? 'warning' : 'success'}
        title={
          rootCause.doneAt === null
            ? CASE_COPY.notRectified
            : CASE_COPY.rectified(showTime(rootCause.doneAt))
        }
        style={{ marginTop: 8 }}
      />
    </Card>
  );
}

/** What the customer thought of it. */
export function RatingCard({ data: { rating } }: CardProps) {
  if (rating === null) return null;
  return (
    <Card size="small" title={CASE_COPY.rating}>
      <Flex vertical gap={8}>
        <Flex gap={8} align="center" wrap>
          <Rate disabled value={rating.score} />
          <span>{CASE_COPY.ratingScore(rating.score)}</span>
        </Flex>
        <Facts
          columns={1}
          facts={[
            { label: CASE_COPY.solved, value: SOLVED[rating.solved] },
            { label: CASE_COPY.comment, value: show(rating.comment) },
          ]}
        />
        <Typography.Text type="secondary">{showTime(rating.at)}</Typography.Text>
      </Flex>
    </Card>
  );
}
