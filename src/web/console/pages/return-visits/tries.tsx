import { Card, Flex, Timeline, Typography } from 'antd';
import type { z } from 'zod';
import type { visitDetail } from '../../../../server/contract/visits.ts';
import { PUSH_WAY_LABELS, pushReasonText } from '../../copy-admin/push-labels.ts';
import {
  IDENTITY_LABELS,
  VISIT_COPY,
  VISIT_RESULT_LABELS,
  VISIT_SLOT_LABELS,
} from '../../copy-admin/visits.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { showTime } from '../../parts/show.ts';

type Visit = z.infer<typeof visitDetail>;
type Try = Visit['tries'][number];

/** How often they were tried, by which way, and what came of it; the newest first. */
export function Tries({ data: { tries, customerNo } }: { readonly data: Visit }) {
  return (
    <Card
      size="small"
      title={VISIT_COPY.history}
      extra={<CaseLink to="customers" no={customerNo} text={VISIT_COPY.openCustomer} />}
    >
      {tries.length === 0 ? (
        <Typography.Text type="secondary">{VISIT_COPY.noTries}</Typography.Text>
      ) : (
        <Timeline
          items={tries.toReversed().map((one) => ({
            key: one.nth,
            title: VISIT_COPY.tryNo(one.nth, PUSH_WAY_LABELS[one.way], VISIT_SLOT_LABELS[one.slot]),
            content: <One item={one} />,
          }))}
        />
      )}
    </Card>
  );
}

function One({ item: { at, result, reason, byName, note, identity } }: { readonly item: Try }) {
  const who = byName === null ? '' : ` · ${byName}`;
  const came = result === null ? VISIT_COPY.waitsAnswer : VISIT_RESULT_LABELS[result];
  return (
    <Flex vertical>
      <span>{reason === null ? came : pushReasonText(reason)}</span>
      {identity !== null && <span>{identityText(identity)}</span>}
      {note !== null && <span>{note}</span>}
      <Typography.Text type="secondary">{`${showTime(at)}${who}`}</Typography.Text>
    </Flex>
  );
}

function identityText({ asked, ok }: NonNullable<Try['identity']>): string {
  const what = asked.map((one) => IDENTITY_LABELS[one]).join('、');
  return ok ? VISIT_COPY.identityOk(what) : VISIT_COPY.identityBad(what);
}
