import { Card, Flex, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { handoff } from '../../../../server/contract/handoff.ts';
import { call } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { CONVERSATION_COPY } from '../../copy-admin/find.ts';
import { labelOf, OUTCOME_LABELS } from '../../copy-admin/labels-desk.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { show, showDuration, showTime } from '../../parts/show.ts';
import { useRequest } from '../../use-request.ts';

type Handoff = z.infer<typeof handoff>;

const HANDOFFS = pageOf(handoff);

/** Every time somebody was asked for in a conversation, and what became of it. */
export function HandoffList({ conversationId }: { conversationId: string }) {
  const loaded = useRequest(
    `handoffs ${conversationId}`,
    (signal) => call({ path: '/handoffs', query: { conversationId }, answer: HANDOFFS, signal }),
    {
      reloadOn: (event) => event.kind === 'handoff' && event.conversationId === conversationId,
    },
  );
  return (
    <Card size="small" title={CONVERSATION_COPY.handoffs}>
      <LoadedView loaded={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Typography.Text type="secondary">{CONVERSATION_COPY.noHandoffs}</Typography.Text>
          ) : (
            <Flex vertical gap={16}>
              {items.map((item) => (
                <One key={item.id} item={item} />
              ))}
            </Flex>
          )
        }
      </LoadedView>
    </Card>
  );
}

function One({ item }: { item: Handoff }) {
  const ended = item.resultCode ?? item.outcome;
  const waitedMs =
    item.acceptedAt === null
      ? undefined
      : new Date(item.acceptedAt).getTime() - new Date(item.requestedAt).getTime();
  return (
    <div>
      <Flex gap={8} style={{ marginBottom: 4 }}>
        <Tag color={item.closedAt === null ? 'processing' : 'default'}>
          {COPY.states[item.state]}
        </Tag>
        <span>{COPY.reasons[item.reason]}</span>
      </Flex>
      <Facts
        columns={1}
        facts={[
          { label: CONVERSATION_COPY.requestedAt, value: showTime(item.requestedAt) },
          { label: CONVERSATION_COPY.agent, value: show(item.agentName) },
          { label: CONVERSATION_COPY.wait, value: showDuration(waitedMs) },
          {
            label: CONVERSATION_COPY.result,
            value:
              ended === null ? show(null) : labelOf({ ...OUTCOME_LABELS, ...COPY.results }, ended),
          },
          {
            label: CONVERSATION_COPY.rating,
            value:
              item.ratingScore === null ? show(null) : CONVERSATION_COPY.ratingOf(item.ratingScore),
          },
        ]}
      />
    </div>
  );
}
