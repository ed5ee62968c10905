import { Button, Card, Collapse, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { type slaPolicy, slaPolicyDetail } from '../../../../server/contract/sla.ts';
import { call, path } from '../../api.ts';
import { CATEGORY_BRANCHES, CLOCKS, PAUSES, SOURCES } from '../../copy-admin/complaint-labels.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { COMPLAINT_CATEGORIES, SEVERITIES } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { SLA_COPY } from '../../copy-admin/sla.ts';
import { lengthText } from '../../parts/length-text.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { personOf } from '../../parts/person-of.ts';
import { showTime } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useRequest } from '../../use-request.ts';
import type { Target } from './length-unit.ts';

type Policy = z.infer<typeof slaPolicy>;

interface PolicyCardProps {
  readonly item: Policy;
  readonly calendars: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  /** Undefined: may not. */
  readonly edit: (() => void) | undefined;
}

/** One policy: for which complaints, which clocks, and how it was before. */
export function PolicyCard({ item, calendars, names, edit }: PolicyCardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} wrap align="center">
          {item.name}
          <Tag color={item.isActive ? 'success' : 'default'}>
            {item.isActive ? SLA_COPY.active : SLA_COPY.inactive}
          </Tag>
          <Typography.Text type="secondary">
            {`${SLA_COPY.priority} ${item.priority} · ${SLA_COPY.version(item.version)}`}
          </Typography.Text>
        </Flex>
      }
      extra={
        edit !== undefined && (
          <Button size="small" onClick={edit}>
            {ACTION_COPY.edit}
          </Button>
        )
      }
    >
      <Flex vertical gap={12}>
        <FitsLine fits={item.fits} />
        <Targets item={item} calendars={calendars} />
        <Typography.Text type="secondary">
          {SLA_COPY.by(personOf(item.createdBy, names), showTime(item.createdAt))}
        </Typography.Text>
        {item.version > 1 && (
          <Collapse
            size="small"
            ghost
            onChange={(keys) => setOpen(keys.length > 0)}
            items={[
              {
                key: 'versions',
                label: SLA_COPY.versions,
                children: isOpen && <Versions id={item.id} calendars={calendars} names={names} />,
              },
            ]}
          />
        )}
      </Flex>
    </Card>
  );
}

const CATEGORY_LABELS = { ...CATEGORY_BRANCHES, ...COMPLAINT_CATEGORIES } as const;

function FitsLine({ fits }: Pick<Policy, 'fits'>) {
  const parts = [
    [SLA_COPY.severities, fits.severities?.map((one) => SEVERITIES[one].label)],
    [SLA_COPY.categories, fits.categories?.map((one) => labelOf(CATEGORY_LABELS, one))],
    [SLA_COPY.sources, fits.sources?.map((one) => SOURCES[one])],
  ] as const;
  return (
    <Flex gap={16} wrap>
      {parts.map(([label, words]) => (
        <span key={label}>
          <Typography.Text type="secondary">{label} </Typography.Text>
          {words?.join('、') ?? SLA_COPY.all}
        </span>
      ))}
    </Flex>
  );
}

function Targets({ item, calendars }: Pick<PolicyCardProps, 'item' | 'calendars'>) {
  const columns: readonly Column<Target>[] = [
    { key: 'kind', title: SLA_COPY.kind, isHead: true, render: ({ kind }) => CLOCKS[kind] },
    {
      key: 'length',
      title: SLA_COPY.length,
      render: ({ length }) =>
        length.basis === 'working'
          ? `${lengthText(length)}（${calendars.get(length.calendarId) ?? length.calendarId}）`
          : lengthText(length),
    },
    {
      key: 'paused',
      title: SLA_COPY.pausedBy,
      render: ({ pausedBy }) =>
        pausedBy.length === 0
          ? SLA_COPY.neverPaused
          : pausedBy.map((one) => PAUSES[one]).join('、'),
    },
  ];
  return (
    <ListTable
      label={SLA_COPY.targets}
      list={wholeList(item.targets)}
      columns={columns}
      rowKey={({ kind }) => kind}
      isWhole
    />
  );
}

function Versions({
  id,
  calendars,
  names,
}: Pick<PolicyCardProps, 'calendars' | 'names'> & { readonly id: string }) {
  const loaded = useRequest(`sla policy ${id}`, (signal) =>
    call({ path: path`/sla-policies/${id}`, answer: slaPolicyDetail, signal }),
  );
  return (
    <LoadedView loaded={loaded}>
      {({ versions }) => (
        <Flex vertical gap={16}>
          {versions.map((version) => (
            <div key={version.version}>
              <Typography.Text strong>{SLA_COPY.version(version.version)}</Typography.Text>{' '}
              <Typography.Text type="secondary">
                {SLA_COPY.by(personOf(version.createdBy, names), showTime(version.createdAt))}
              </Typography.Text>
              <FitsLine fits={version.fits} />
              <Targets item={version} calendars={calendars} />
            </div>
          ))}
        </Flex>
      )}
    </LoadedView>
  );
}
