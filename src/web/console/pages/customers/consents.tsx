import { Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { consent } from '../../../../server/contract/consents.ts';
import { call } from '../../api.ts';
import { CARE_COPY, CONSENT_SOURCE_LABELS } from '../../copy-admin/customer-care.ts';
import { CUSTOMER_COPY } from '../../copy-admin/find.ts';
import { CONSENTS } from '../../copy-admin/labels-case.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { personOf } from '../../parts/person-of.ts';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';
import { ConsentPanel } from './consent-panel.tsx';
import { evidenceText } from './evidence-text.ts';

type Consent = z.infer<typeof consent>;

const ANSWER = pageOf(consent);

const COLUMNS: readonly Column<Consent>[] = [
  {
    key: 'purpose',
    title: CUSTOMER_COPY.purpose,
    isHead: true,
    render: ({ purpose }) => CONSENTS[purpose],
  },
  {
    key: 'way',
    title: CARE_COPY.way,
    render: ({ way }) => (way === null ? CARE_COPY.everyWay : PUSH_WAY_LABELS[way]),
  },
  {
    key: 'decision',
    title: CUSTOMER_COPY.decision,
    render: ({ isGranted, isCurrent }) => (
      <>
        <Tag color={isGranted ? 'success' : 'default'}>
          {isGranted ? CUSTOMER_COPY.granted : CUSTOMER_COPY.refused}
        </Tag>
        {isCurrent && <Tag color="processing">{CUSTOMER_COPY.current}</Tag>}
      </>
    ),
  },
  { key: 'at', title: CUSTOMER_COPY.decidedAt, render: ({ decidedAt }) => showTime(decidedAt) },
  { key: 'source', title: CARE_COPY.source, render: ({ source }) => CONSENT_SOURCE_LABELS[source] },
  {
    key: 'evidence',
    title: CARE_COPY.evidence,
    render: ({ evidence }) => show(evidenceText(evidence)),
  },
  {
    key: 'by',
    title: CARE_COPY.recordedBy,
    render: ({ recordedBy }) => <Recorder by={recordedBy} />,
  },
  { key: 'version', title: CUSTOMER_COPY.textVersion, render: (item) => item.textVersion },
];

function Recorder({ by }: { readonly by: string | null }) {
  const people = usePeople();
  return by === null ? CARE_COPY.bySelf : personOf(by, people);
}

/** What the customer agreed to and refused, the newest first. */
export function Consents({ customerNo }: { customerNo: string }) {
  const { mayWork } = useRole();
  const [isRecording, setRecording] = useState(false);
  const list = useList(`consents ${customerNo}`, (cursor, signal) =>
    call({ path: '/consents', query: { customerNo, cursor }, answer: ANSWER, signal }),
  );
  return (
    <Flex vertical gap={12} style={{ paddingTop: 12 }}>
      {mayWork && (
        <Button style={{ alignSelf: 'flex-start' }} onClick={() => setRecording(true)}>
          {CARE_COPY.record}
        </Button>
      )}
      <ListTable
        label={CUSTOMER_COPY.consents}
        list={list}
        columns={COLUMNS}
        rowKey={(item) => `${item.purpose} ${item.way} ${item.decidedAt}`}
      />
      {isRecording && (
        <ConsentPanel
          customerNo={customerNo}
          close={() => setRecording(false)}
          saved={() => {
            setRecording(false);
            list.reload();
          }}
        />
      )}
    </Flex>
  );
}
