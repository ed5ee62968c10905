import { Card } from 'antd';
import type { z } from 'zod';
import type { slaPolicy } from '../../../../server/contract/sla.ts';
import { CLOCKS } from '../../copy-admin/complaint-labels.ts';
import { SEVERITIES } from '../../copy-admin/labels-case.ts';
import { SLA_COPY } from '../../copy-admin/sla.ts';
import { lengthText } from '../../parts/length-text.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { KINDS, ofSeverities } from './severities.ts';

type Policy = z.infer<typeof slaPolicy>;

const COLUMNS: readonly Column<Policy>[] = [
  {
    key: 'severity',
    title: SLA_COPY.severity,
    isHead: true,
    render: ({ fits }) => fits.severities?.map((one) => SEVERITIES[one].label).join('、'),
  },
  ...KINDS.map((kind) => ({
    key: kind,
    title: CLOCKS[kind],
    render: ({ targets }: Policy) => {
      const target = targets.find((one) => one.kind === kind);
      return show(target === undefined ? null : lengthText(target.length));
    },
  })),
];

/** What each severity promises, side by side; nothing when no policy is for a severity alone. */
export function SeverityTable({ policies }: { readonly policies: readonly Policy[] }) {
  const rows = ofSeverities(policies);
  if (rows.length === 0) return null;
  return (
    <Card size="small" title={SLA_COPY.basics} extra={SLA_COPY.basicsHint}>
      <ListTable
        label={SLA_COPY.basics}
        list={wholeList(rows)}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        isWhole
      />
    </Card>
  );
}
