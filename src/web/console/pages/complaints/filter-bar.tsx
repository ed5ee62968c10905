import { FilterOutlined } from '@ant-design/icons';
import { Button, Flex, Grid, Input, Select, Tag, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { CATEGORY_BRANCHES, SORTS, SOURCES } from '../../copy-admin/complaint-labels.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_STATES,
  SEVERITIES,
} from '../../copy-admin/labels-case.ts';
import { Choice } from '../../parts/choice.tsx';
import { groupText } from '../../parts/group-text.ts';
import { usePeople } from '../../parts/use-people.ts';
import { oneOf } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import type { FilterName, Filters } from './filters.ts';

const SEVERITY_LABELS = {
  S1: SEVERITIES.S1.label,
  S2: SEVERITIES.S2.label,
  S3: SEVERITIES.S3.label,
  S4: SEVERITIES.S4.label,
} as const;
const STATUS_LABELS = { open: COMPLAINT_COPY.open, ...COMPLAINT_STATES } as const;
const CATEGORY_LABELS = { ...CATEGORY_BRANCHES, ...COMPLAINT_CATEGORIES } as const;

interface FilterBarProps {
  readonly filters: Filters;
  readonly write: (changes: Readonly<Partial<Record<FilterName, string | undefined>>>) => void;
}

/** What narrows the list. All of it stands in the address. On a phone it opens when it is wanted. */
export function FilterBar(props: FilterBarProps) {
  const isWide = Grid.useBreakpoint().md !== false;
  const [isOpen, setOpen] = useState(false);
  if (isWide) return <Fields {...props} />;
  const count = Object.keys(props.filters.values).length;
  return (
    <Flex vertical gap={8}>
      <Button
        icon={<FilterOutlined />}
        aria-expanded={isOpen}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setOpen(!isOpen)}
      >
        {COMPLAINT_COPY.filterCount(count)}
      </Button>
      {isOpen && <Fields {...props} />}
    </Flex>
  );
}

function Fields({ filters: { view, values }, write }: FilterBarProps) {
  const { isLead } = useRole();
  const hasHandler = view !== 'mine' && view !== 'free';
  return (
    <Flex gap={8} wrap align="center" role="search" aria-label={COMPLAINT_COPY.filters}>
      <Several
        label={COMPLAINT_COPY.status}
        labels={STATUS_LABELS}
        value={values.status}
        choose={(status) => write({ status })}
      />
      <Several
        label={COMPLAINT_COPY.severity}
        labels={SEVERITY_LABELS}
        value={values.severity}
        choose={(severity) => write({ severity })}
      />
      <Choice
        label={COMPLAINT_COPY.category}
        labels={CATEGORY_LABELS}
        value={oneOf(CATEGORY_LABELS, values.category)}
        choose={(category) => write({ category })}
      />
      <Several
        label={COMPLAINT_COPY.source}
        labels={SOURCES}
        value={values.source}
        choose={(source) => write({ source })}
      />
      {isLead && hasHandler && (
        <Handler value={values.handlerId} choose={(handlerId) => write({ handlerId })} />
      )}
      <Day label={COMPLAINT_COPY.from} value={values.from} choose={(from) => write({ from })} />
      <Day label={COMPLAINT_COPY.to} value={values.to} choose={(to) => write({ to })} />
      <Choice
        label={COMPLAINT_COPY.sort}
        labels={SORTS}
        otherwise={SORTS[view === 'all' ? 'received' : 'due']}
        width={190}
        value={oneOf(SORTS, values.sort)}
        choose={(sort) => write({ sort })}
      />
      <Given
        label={COMPLAINT_COPY.customer}
        value={values.customerNo}
        drop={() => write({ customerNo: undefined })}
      />
      <Given
        label={COMPLAINT_COPY.claim}
        value={values.claimNo}
        drop={() => write({ claimNo: undefined })}
      />
      <Given
        label={COMPLAINT_COPY.group}
        value={values.groupKey === undefined ? undefined : groupText(values.groupKey)}
        drop={() => write({ groupKey: undefined })}
      />
    </Flex>
  );
}

interface SeveralProps {
  readonly label: string;
  readonly labels: Readonly<Record<string, string>>;
  /** With commas between, as the address has it. */
  readonly value: string | undefined;
  readonly choose: (value: string | undefined) => void;
}

function Several({ label, labels, value, choose }: SeveralProps) {
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={label}
      placeholder={`${label}：${ACTION_COPY.all}`}
      allowClear
      maxTagCount={1}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 150 }}
      value={value?.split(',').filter((key) => key in labels) ?? []}
      options={Object.entries(labels).map(([key, text]) => ({ value: key, label: text }))}
      onChange={(next) => choose(next.length === 0 ? undefined : next.join(','))}
    />
  );
}

function Handler({ value, choose }: Pick<SeveralProps, 'value' | 'choose'>) {
  const people = usePeople();
  return (
    <Select<string>
      aria-label={COMPLAINT_COPY.handler}
      placeholder={`${COMPLAINT_COPY.handler}：${ACTION_COPY.all}`}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 150 }}
      {...(value === undefined ? {} : { value })}
      options={[...people].map(([id, label]) => ({ value: id, label }))}
      onChange={(next: string | undefined) => choose(next)}
    />
  );
}

function Day({ label, value, choose }: Omit<SeveralProps, 'labels'>): ReactNode {
  return (
    <Flex gap={4} align="center">
      <Typography.Text type="secondary">{label}</Typography.Text>
      <Input
        type="date"
        aria-label={label}
        style={{ width: 145 }}
        value={value ?? ''}
        onChange={(event) => choose(event.target.value === '' ? undefined : event.target.value)}
      />
    </Flex>
  );
}

interface GivenProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly drop: () => void;
}

/** A filter that came with a link: it can only be taken away. */
function Given({ label, value, drop }: GivenProps): ReactNode {
  if (value === undefined) return null;
  return (
    <Tag closable onClose={drop}>
      {label} {value}
    </Tag>
  );
}
