import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Select, Typography } from 'antd';
import { HOURS_COPY } from '../../copy-admin/setup.ts';
import {
  dayProblem,
  type Interval,
  nextInterval,
  TIMES,
  WEEKDAYS,
  type Week,
  type Weekday,
} from './week.ts';

const INTERVALS_MAX = 6;
const WORKDAYS_AFTER_MONDAY: readonly Weekday[] = ['tue', 'wed', 'thu', 'fri'];

interface WeekFieldProps {
  /** Both are set by the form. */
  readonly value?: Week;
  readonly onChange?: (week: Week) => void;
}

/** The hours of each day of a week, several intervals a day. */
export function WeekField({ value, onChange }: WeekFieldProps) {
  if (value === undefined) return null;
  const setDay = (day: Weekday, intervals: Interval[]): void =>
    onChange?.({ ...value, [day]: intervals });
  const copyMonday = (): void => {
    const next = { ...value };
    for (const day of WORKDAYS_AFTER_MONDAY) next[day] = [...value.mon];
    onChange?.(next);
  };
  return (
    <Flex vertical gap={8}>
      {WEEKDAYS.map((day) => (
        <Flex key={day} gap={12} align="flex-start">
          <Typography.Text strong style={{ width: 40, lineHeight: '32px' }}>
            {HOURS_COPY.days[day]}
          </Typography.Text>
          <Day day={day} intervals={value[day]} change={(intervals) => setDay(day, intervals)} />
          {day === 'mon' && (
            <Button type="link" onClick={copyMonday}>
              {HOURS_COPY.copyToWeekdays}
            </Button>
          )}
        </Flex>
      ))}
    </Flex>
  );
}

interface DayProps {
  readonly day: Weekday;
  readonly intervals: readonly Interval[];
  readonly change: (intervals: Interval[]) => void;
}

function Day({ day, intervals, change }: DayProps) {
  const name = HOURS_COPY.days[day];
  const problem = dayProblem(intervals);
  const next = intervals.length < INTERVALS_MAX ? nextInterval(intervals) : undefined;
  return (
    <Flex vertical gap={4}>
      {intervals.length === 0 && (
        <Typography.Text type="secondary" style={{ lineHeight: '32px' }}>
          {HOURS_COPY.closed}
        </Typography.Text>
      )}
      {intervals.map((interval, index) => (
        <IntervalFields
          // Their place is who they are: with the times in it, a change would take the focus away.
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing in a row but what it is given.
          key={`${day} ${index}`}
          name={name}
          interval={interval}
          change={(changed) => change(intervals.map((old, at) => (at === index ? changed : old)))}
          remove={() => change(intervals.filter((_, other) => other !== index))}
        />
      ))}
      {problem !== undefined && (
        <Typography.Text type="danger" role="alert">
          {HOURS_COPY[problem]}
        </Typography.Text>
      )}
      {next !== undefined && (
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined />}
          aria-label={HOURS_COPY.addInterval(name)}
          onClick={() => change([...intervals, next])}
        />
      )}
    </Flex>
  );
}

interface IntervalFieldsProps {
  readonly name: string;
  readonly interval: Interval;
  readonly change: (interval: Interval) => void;
  readonly remove: () => void;
}

function IntervalFields({ name, interval: [from, to], change, remove }: IntervalFieldsProps) {
  const text = `${from} – ${to}`;
  return (
    <Flex gap={4} align="center">
      <Time
        label={`${name} ${HOURS_COPY.from}`}
        value={from}
        choose={(time) => change([time, to])}
      />
      –
      <Time label={`${name} ${HOURS_COPY.to}`} value={to} choose={(time) => change([from, time])} />
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={HOURS_COPY.removeInterval(name, text)}
        onClick={remove}
      />
    </Flex>
  );
}

interface TimeProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (time: string) => void;
}

/** Quarters of an hour, midnight at both ends; a time between them that is stored already stays. */
function Time({ label, value, choose }: TimeProps) {
  const times = TIMES.includes(value) ? TIMES : [value, ...TIMES];
  return (
    <Select
      showSearch
      aria-label={label}
      style={{ width: 92 }}
      value={value}
      options={times.map((time) => ({ value: time, label: time }))}
      onChange={choose}
    />
  );
}
