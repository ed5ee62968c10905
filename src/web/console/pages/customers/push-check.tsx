import { Alert, Button, Flex, Segmented, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pushCheck } from '../../../../server/contract/push.ts';
import { call } from '../../api.ts';
import { CARE_COPY } from '../../copy-admin/customer-care.ts';
import {
  PUSH_CLASS_LABELS,
  PUSH_REFUSAL_LABELS,
  PUSH_WAY_LABELS,
} from '../../copy-admin/push-labels.ts';
import { showTime } from '../../parts/show.ts';
import { useAction } from '../../use-request.ts';

type Check = z.infer<typeof pushCheck>;
type PushClass = Check['touches'][number]['pushClass'];

const CLASSES: readonly PushClass[] = ['care', 'survey', 'marketing', 'service'];
const TONES = { send: 'success', later: 'info', refuse: 'warning' } as const;

/** Asks the policy about one push now, and says what counted. Nothing is sent. */
export function PushCheck({ customerNo }: { readonly customerNo: string }) {
  const [pushClass, setClass] = useState<PushClass>('care');
  const [check, setCheck] = useState<Check>();
  const asking = useAction(async () => {
    setCheck(
      await call({
        method: 'POST',
        path: '/outreach/check',
        body: { customerNo, pushClass },
        answer: pushCheck,
      }),
    );
  });
  return (
    <Flex vertical gap={8} role="group" aria-label={CARE_COPY.why}>
      <Flex gap={8} wrap align="center">
        <Typography.Text strong>{CARE_COPY.why}</Typography.Text>
        <Segmented<PushClass>
          value={pushClass}
          options={CLASSES.map((value) => ({ value, label: PUSH_CLASS_LABELS[value] }))}
          onChange={(next) => {
            setClass(next);
            setCheck(undefined);
          }}
        />
        <Button loading={asking.isBusy} onClick={() => void asking.run()}>
          {CARE_COPY.check}
        </Button>
      </Flex>
      <Typography.Text type="secondary">{CARE_COPY.whyHint}</Typography.Text>
      {check !== undefined && <Told check={check} />}
    </Flex>
  );
}

function Told({ check }: { readonly check: Check }) {
  const { decision, reason, until, way, ways, caps } = check;
  const words = [
    CARE_COPY.decisions[decision],
    ...(reason === null ? [] : [PUSH_REFUSAL_LABELS[reason]]),
    ...(until === null ? [] : [CARE_COPY.until(showTime(until))]),
    ...(way === null ? [] : [CARE_COPY.by(PUSH_WAY_LABELS[way])]),
  ];
  return (
    <Alert
      type={TONES[decision]}
      showIcon
      title={words.join('：')}
      description={
        <Flex vertical gap={4}>
          {ways.map((one) => (
            <span key={`${one.way} ${one.account}`}>
              <Tag>{PUSH_WAY_LABELS[one.way]}</Tag>
              {one.reason === null ? CARE_COPY.wayOpen : PUSH_REFUSAL_LABELS[one.reason]}
              {one.sendsLeft !== null && `，${CARE_COPY.left(one.sendsLeft)}`}
            </span>
          ))}
          {caps.map(({ scope, count, days, used, left }) => (
            <span key={`${scope} ${days}`}>
              <Tag>{CARE_COPY.capScopes[scope]}</Tag>
              {`${CARE_COPY.cap(count, days)}，${CARE_COPY.capUsed(used, left)}`}
            </span>
          ))}
        </Flex>
      }
    />
  );
}
