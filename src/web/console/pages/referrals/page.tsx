import { Button, Flex, Switch, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { referral, referralRevealed } from '../../../../server/contract/referrals.ts';
import { call, path } from '../../api.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { REFERRAL_COPY, REFERRAL_STATES } from '../../copy-admin/referrals.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Choice } from '../../parts/choice.tsx';
import { labelsOf } from '../../parts/labels-of.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { Reveal } from '../../parts/reveal.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { useSession } from '../../session.ts';
import { ReferralPanel } from './referral-panel.tsx';
import { Reward } from './reward.tsx';

type Referral = z.infer<typeof referral>;

const REFERRALS = pageOf(referral);
const STATE_LABELS = labelsOf(REFERRAL_STATES);

/** Friends who asked to be called, the newest first. */
export function Page() {
  const { mayWork } = useRole();
  const { read, write } = useQueryState();
  const [acting, setActing] = useState<Referral>();
  const status = oneOf(STATE_LABELS, read('status'));
  const isMine = read('mine') === 'true';
  const query = { status, ...(isMine ? { assignedTo: 'me' } : {}) };
  const list = useList(`referrals ${JSON.stringify(query)}`, (cursor, signal) =>
    call({ path: '/referrals', query: { ...query, cursor }, answer: REFERRALS, signal }),
  );
  return (
    <PageFrame title={PAGE_TITLES.referrals} note={<Reward />}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{REFERRAL_COPY.hint}</Typography.Text>
        <Flex gap={12} wrap align="center">
          <Choice
            label={REFERRAL_COPY.status}
            labels={STATE_LABELS}
            value={status}
            choose={(next) => write({ status: next })}
          />
          {mayWork && (
            <Flex gap={8} align="center">
              <Switch
                checked={isMine}
                aria-label={REFERRAL_COPY.mine}
                onChange={(next) => write({ mine: next ? 'true' : undefined })}
              />
              {REFERRAL_COPY.mine}
            </Flex>
          )}
        </Flex>
        <ListTable
          label={PAGE_TITLES.referrals}
          list={list}
          columns={[...COLUMNS, ...(mayWork ? [actionsOf(setActing)] : [])]}
          rowKey={({ id }) => id}
          isFiltered={status !== undefined || isMine}
        />
      </Flex>
      {acting !== undefined && (
        <ReferralPanel
          item={acting}
          close={() => setActing(undefined)}
          saved={() => {
            setActing(undefined);
            list.reload();
          }}
        />
      )}
    </PageFrame>
  );
}

const COLUMNS: readonly Column<Referral>[] = [
  { key: 'name', title: REFERRAL_COPY.name, isHead: true, render: ({ name }) => name },
  { key: 'phone', title: REFERRAL_COPY.phone, render: ({ phone }) => phone },
  { key: 'city', title: REFERRAL_COPY.city, render: ({ city }) => show(city) },
  {
    key: 'status',
    title: REFERRAL_COPY.status,
    render: ({ status }) => (
      <Tag color={REFERRAL_STATES[status].tone}>{REFERRAL_STATES[status].label}</Tag>
    ),
  },
  {
    key: 'by',
    title: REFERRAL_COPY.referredBy,
    render: ({ referredBy }) => <CaseLink to="customers" no={referredBy} />,
  },
  {
    key: 'assigned',
    title: REFERRAL_COPY.assigned,
    render: ({ assignedName }) => assignedName ?? REFERRAL_COPY.nobody,
  },
  {
    key: 'consent',
    title: REFERRAL_COPY.consent,
    render: ({ consentedAt, consentVersion }) =>
      REFERRAL_COPY.consented(showTime(consentedAt), consentVersion),
  },
];

function actionsOf(act: (item: Referral) => void): Column<Referral> {
  return {
    key: 'actions',
    title: '',
    isActions: true,
    render: (item) => <Actions item={item} act={() => act(item)} />,
  };
}

/** Whoever it was given to, and those who lead; nobody once it is over. */
function Actions({ item, act }: { readonly item: Referral; readonly act: () => void }) {
  const { me } = useSession();
  const { isLead } = useRole();
  const isOver = item.status === 'completed' || item.status === 'withdrawn';
  if (isOver || !(isLead || item.assignedTo === me.id)) return null;
  const ask = async (reason: string) => {
    const { name, phone } = await call({
      method: 'POST',
      path: path`/referrals/${item.id}/reveal`,
      body: { reason },
      answer: referralRevealed,
    });
    return `${name} ${phone}`;
  };
  return (
    <Flex gap={4} wrap align="center">
      <Button size="small" onClick={act}>
        {REFERRAL_COPY.act}
      </Button>
      <Reveal what={REFERRAL_COPY.reveal} buttonText={REFERRAL_COPY.reveal} ask={ask} />
    </Flex>
  );
}
