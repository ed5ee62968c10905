import { App, Button, Card, Col, Flex, Row, Tag, Timeline, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { followUp } from '../../../../server/contract/follow-ups.ts';
import { call, path } from '../../api.ts';
import { FOLLOW_UP_COPY } from '../../copy-admin/follow-ups.ts';
import {
  FOLLOW_UP_KINDS,
  FOLLOW_UP_RESULTS,
  FOLLOW_UP_STATES,
  FOLLOW_UP_VERDICTS,
} from '../../copy-admin/survey-labels.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { DueTag } from '../../parts/due-tag.tsx';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showDeadline, showTime } from '../../parts/show.ts';
import { SubjectLink } from '../../parts/subject-link.tsx';
import { useRole } from '../../parts/use-role.ts';
import { useSession } from '../../session.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { NewComplaint } from '../complaints/new-complaint.tsx';
import { ContactPanel } from './contact-panel.tsx';
import { FinishPanel } from './finish-panel.tsx';
import { followUpFacts } from './follow-up-facts.ts';

type FollowUp = z.infer<typeof followUp>;

/** One task: what it came from, what was done, and what may be done now. */
export function FollowUpView({ id }: { readonly id: string }) {
  const loaded = useRequest(`follow-up ${id}`, (signal) =>
    call({ path: path`/follow-ups/${id}`, answer: followUp, signal }),
  );
  const kind = loaded.data?.kind;
  const label = kind === undefined ? '' : FOLLOW_UP_KINDS[kind].label;
  return (
    <PageFrame title={FOLLOW_UP_COPY.task(label)}>
      <LoadedView loaded={loaded}>
        {(data) => (
          <Row gutter={[16, 16]}>
            <Col xs={24} lg={15}>
              <Flex vertical gap={16}>
                <About data={data} />
                <Actions data={data} changed={loaded.reload} />
              </Flex>
            </Col>
            <Col xs={24} lg={9}>
              <Steps data={data} />
            </Col>
          </Row>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function About({ data }: { readonly data: FollowUp }) {
  const { subject, low, words, visit } = followUpFacts(data.facts);
  const state = FOLLOW_UP_STATES[data.status];
  const isCounting = data.verdict === 'open' || data.verdict === 'overdue';
  const verdict = FOLLOW_UP_VERDICTS[data.verdict];
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center" wrap>
          {FOLLOW_UP_COPY.about}
          <Tag color={state.tone}>{state.label}</Tag>
          {isCounting ? (
            <DueTag dueAt={data.dueAt} />
          ) : (
            <Tag color={verdict.tone}>{verdict.label}</Tag>
          )}
        </Flex>
      }
    >
      <Facts
        columns={2}
        facts={[
          {
            label: FOLLOW_UP_COPY.customer,
            value:
              data.customer === null ? (
                FOLLOW_UP_COPY.anonymous
              ) : (
                <CaseLink to="customers" no={data.customer.customerNo} text={data.customer.name} />
              ),
          },
          { label: FOLLOW_UP_COPY.owner, value: data.owner?.name ?? FOLLOW_UP_COPY.nobody },
          {
            label: FOLLOW_UP_COPY.subject,
            value:
              subject === undefined ? (
                show(null)
              ) : (
                <SubjectLink kind={subject.kind} no={subject.no} />
              ),
          },
          { label: FOLLOW_UP_COPY.due, value: showDeadline(data.dueAt) },
          ...(low.length > 0 ? [{ label: FOLLOW_UP_COPY.scores, value: low.join('，') }] : []),
          ...(visit === undefined
            ? []
            : [
                {
                  label: FOLLOW_UP_COPY.visit,
                  value: <VisitLink id={data.visitId} text={visit} />,
                },
              ]),
          {
            label: FOLLOW_UP_COPY.conversation,
            value: (
              <CaseLink
                to="conversations"
                no={data.conversationId}
                text={FOLLOW_UP_COPY.openConversation}
              />
            ),
          },
        ]}
      />
      {words.map((text) => (
        <Typography.Paragraph key={text} style={{ marginBlock: '8px 0' }}>
          <Typography.Text type="secondary">{`${FOLLOW_UP_COPY.words}：`}</Typography.Text>
          {text}
        </Typography.Paragraph>
      ))}
    </Card>
  );
}

function VisitLink({ id, text }: { readonly id: string | null; readonly text: string }) {
  return id === null ? text : <CaseLink to="return-visits" no={id} text={text} />;
}

type Panel = 'contact' | 'finish' | 'complaint';

function Actions({ data, changed }: { readonly data: FollowUp; readonly changed: () => void }) {
  const { message } = App.useApp();
  const { me } = useSession();
  const { mayWork, isLead } = useRole();
  const [panel, setPanel] = useState<Panel>();
  const [complaintNo, setComplaintNo] = useState<string>();
  const taking = useAction(async () => {
    await call({ method: 'POST', path: path`/follow-ups/${data.id}/take`, answer: followUp });
    // The toast is told, not waited for.
    void message.success(FOLLOW_UP_COPY.taken);
    changed();
  });
  if (!mayWork || data.status === 'done') return null;
  const isMine = data.owner?.id === me.id;
  const mayAct = isMine || isLead;
  const shut = (): void => setPanel(undefined);
  const done = (): void => {
    shut();
    changed();
  };
  const { words } = followUpFacts(data.facts);
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        {(!isMine || data.status === 'open') && (
          <Button
            type={mayAct ? 'default' : 'primary'}
            loading={taking.isBusy}
            onClick={() => void taking.run()}
          >
            {FOLLOW_UP_COPY.take}
          </Button>
        )}
        {mayAct && (
          <>
            <Button
              type={data.contactedAt === null ? 'primary' : 'default'}
              onClick={() => setPanel('contact')}
            >
              {FOLLOW_UP_COPY.contact}
            </Button>
            {data.customer !== null && (
              <Button onClick={() => setPanel('complaint')}>{FOLLOW_UP_COPY.file}</Button>
            )}
            <Button
              type={data.contactedAt === null ? 'default' : 'primary'}
              onClick={() => setPanel('finish')}
            >
              {FOLLOW_UP_COPY.finish}
            </Button>
          </>
        )}
      </Flex>
      <Typography.Text type="secondary">
        {mayAct ? FOLLOW_UP_COPY.fileHint : FOLLOW_UP_COPY.takeFirst}
      </Typography.Text>
      {panel === 'contact' && <ContactPanel id={data.id} close={shut} saved={done} />}
      {panel === 'finish' && (
        <FinishPanel id={data.id} complaintNo={complaintNo} close={shut} saved={done} />
      )}
      {panel === 'complaint' && (
        <NewComplaint
          close={shut}
          initial={{ customerNo: data.customer?.customerNo, matter: words.join('\n') }}
          filed={(no) => {
            setComplaintNo(no);
            setPanel('finish');
          }}
        />
      )}
    </Flex>
  );
}

function Steps({ data }: { readonly data: FollowUp }) {
  const steps = [
    { at: data.createdAt, title: FOLLOW_UP_COPY.created },
    { at: data.contactedAt, title: FOLLOW_UP_COPY.contactedAt },
    {
      at: data.doneAt,
      title: data.result === null ? FOLLOW_UP_COPY.doneAt : FOLLOW_UP_RESULTS[data.result],
    },
  ].flatMap(({ at, title }) => (at === null ? [] : [{ at, title }]));
  return (
    <Card size="small" title={FOLLOW_UP_COPY.steps}>
      <Timeline
        items={steps.map(({ at, title }) => ({
          key: title,
          title,
          content: <Typography.Text type="secondary">{showTime(at)}</Typography.Text>,
        }))}
      />
      {data.note !== null && <Typography.Paragraph>{data.note}</Typography.Paragraph>}
      {data.complaintNo !== null && (
        <CaseLink
          to="complaints"
          no={data.complaintNo}
          text={`${FOLLOW_UP_COPY.complaint} ${data.complaintNo}`}
        />
      )}
    </Card>
  );
}
