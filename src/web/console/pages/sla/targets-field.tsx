import { Card, Checkbox, Flex, InputNumber, Select, Typography } from 'antd';
import { CLOCK_HINTS, CLOCKS, PAUSES } from '../../copy-admin/complaint-labels.ts';
import { SLA_COPY } from '../../copy-admin/sla.ts';
import {
  amountOf,
  firstTarget,
  KINDS,
  lengthOf,
  type Target,
  type Unit,
  unitOf,
} from './length-unit.ts';

export interface CalendarChoice {
  readonly id: string;
  readonly name: string;
}

interface TargetsFieldProps {
  /** Both are set by the form. */
  readonly value?: readonly Target[];
  readonly onChange?: (targets: readonly Target[]) => void;
  readonly calendars: readonly CalendarChoice[];
}

/** Which clocks there are, how long each runs, and what may stop it. */
export function TargetsField({ value = [], onChange, calendars }: TargetsFieldProps) {
  const put = (kind: Target['kind'], target: Target | undefined): void => {
    const byKind = new Map(value.map((one) => [one.kind, one]));
    if (target === undefined) byKind.delete(kind);
    else byKind.set(kind, target);
    onChange?.(
      KINDS.flatMap((one) => {
        const found = byKind.get(one);
        return found === undefined ? [] : [found];
      }),
    );
  };
  return (
    <Flex vertical gap={8}>
      {KINDS.map((kind) => {
        const target = value.find((one) => one.kind === kind);
        return (
          <Card size="small" key={kind}>
            <Checkbox
              checked={target !== undefined}
              aria-label={SLA_COPY.use(CLOCKS[kind])}
              onChange={({ target: { checked } }) =>
                put(kind, checked ? firstTarget(kind) : undefined)
              }
            >
              <strong>{CLOCKS[kind]}</strong>{' '}
              <Typography.Text type="secondary" style={{ fontSize: 12 }}>
                {CLOCK_HINTS[kind]}
              </Typography.Text>
            </Checkbox>
            {target !== undefined && (
              <TargetRow target={target} calendars={calendars} change={(next) => put(kind, next)} />
            )}
          </Card>
        );
      })}
    </Flex>
  );
}

interface TargetRowProps {
  readonly target: Target;
  readonly calendars: readonly CalendarChoice[];
  readonly change: (target: Target) => void;
}

const UNITS = Object.entries(SLA_COPY.units).map(([value, label]) => ({ value, label }));

function TargetRow({ target, calendars, change }: TargetRowProps) {
  const { length, kind } = target;
  const unit = unitOf(length);
  const amount = amountOf(length, unit);
  const calendarId = length.basis === 'working' ? length.calendarId : (calendars[0]?.id ?? '');
  const set = (next: { amount?: number; unit?: Unit; calendarId?: string }): void =>
    change({
      ...target,
      length: lengthOf(next.amount ?? amount, next.unit ?? unit, next.calendarId ?? calendarId),
    });
  return (
    <Flex gap={8} wrap style={{ marginTop: 8 }}>
      <InputNumber<number>
        min={1}
        precision={0}
        aria-label={`${CLOCKS[kind]} ${SLA_COPY.length}`}
        value={amount}
        style={{ width: 90 }}
        onChange={(next) => {
          if (next !== null) set({ amount: next });
        }}
      />
      <Select<Unit>
        aria-label={`${CLOCKS[kind]} ${SLA_COPY.unit}`}
        value={unit}
        style={{ width: 150 }}
        options={UNITS}
        onChange={(next) => set({ unit: next })}
      />
      {length.basis === 'working' && (
        <Select
          aria-label={`${CLOCKS[kind]} ${SLA_COPY.calendar}`}
          placeholder={SLA_COPY.calendar}
          value={calendarId}
          style={{ width: 160 }}
          options={calendars.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => set({ calendarId: next })}
        />
      )}
      <Select<Target['pausedBy']>
        mode="multiple"
        aria-label={`${CLOCKS[kind]} ${SLA_COPY.pausedBy}`}
        placeholder={SLA_COPY.neverPaused}
        value={target.pausedBy}
        style={{ minWidth: 180, flex: 1 }}
        options={Object.entries(PAUSES).map(([value, label]) => ({ value, label }))}
        onChange={(pausedBy) => change({ ...target, pausedBy })}
      />
    </Flex>
  );
}
