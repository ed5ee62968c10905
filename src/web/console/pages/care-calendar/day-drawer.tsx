import { Drawer, Flex, Tag, Typography } from 'antd';
import { path } from '../../api.ts';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import {
  CAMPAIGN_STATES,
  careReasonText,
  OCCASION_LABELS,
  SILENT_CLASS_LABELS,
} from '../../copy-admin/care-labels.ts';
import { formatTime } from '../../format.ts';
import { Link } from '../../router.tsx';
import { type CareDay, type CareItem, lunarText, weekdayOf } from './month.ts';

/** Everything of one day. */
export function DayDrawer({ day, close }: { readonly day: CareDay; readonly close: () => void }) {
  const weekday = CARE_COPY.weekdays[weekdayOf(day.date)] ?? '';
  const words = [
    lunarText(day.lunar, true),
    ...(day.holiday === null
      ? []
      : [`${day.holiday.name}（${day.holiday.isWorkday ? CARE_COPY.work : CARE_COPY.rest}）`]),
    ...day.occasions.map((occasion) => OCCASION_LABELS[occasion] ?? occasion),
  ];
  return (
    <Drawer
      title={CARE_COPY.dayTitle(day.date, weekday)}
      open
      onClose={close}
      size="min(520px, 100vw)"
    >
      <Flex vertical gap={16}>
        <Typography.Text>{words.join(' · ')}</Typography.Text>
        {day.silent.map(({ name, region, classes }) => (
          <Typography.Text key={`${name} ${region}`} type="warning">
            {CARE_COPY.silentOf(
              name,
              region,
              classes.map((one) => SILENT_CLASS_LABELS[one]).join('、'),
            )}
          </Typography.Text>
        ))}
        {day.greetingFree !== null && (
          <Typography.Text type="warning">
            {CARE_COPY.greetingFree[day.greetingFree]}
          </Typography.Text>
        )}
        <Typography.Text strong>{CARE_COPY.plansOfDay}</Typography.Text>
        {day.items.length === 0 && (
          <Typography.Text type="secondary">{CARE_COPY.nothing}</Typography.Text>
        )}
        {day.items.map((item) => (
          <Item key={item.planId} item={item} />
        ))}
      </Flex>
    </Drawer>
  );
}

function Item({ item }: { readonly item: CareItem }) {
  const { campaign, expected, isAtLeast, startsAt, endsAt, skip, hasApprovedTemplate } = item;
  const state = campaign === null ? undefined : CAMPAIGN_STATES[campaign.status];
  const why = campaign?.reason ?? skip;
  return (
    <Flex vertical gap={4} style={{ paddingBottom: 12, borderBottom: '1px solid var(--line)' }}>
      <Flex gap={8} wrap align="center">
        <strong>{item.planName}</strong>
        {state !== undefined && <Tag color={state.tone}>{state.label}</Tag>}
      </Flex>
      <Typography.Text type="secondary">
        {[
          OCCASION_LABELS[item.occasion] ?? item.occasion,
          CARE_COPY.hours(formatTime(startsAt), formatTime(endsAt)),
          ...(expected === null ? [] : [CARE_COPY.people(expected, isAtLeast)]),
        ].join(' · ')}
      </Typography.Text>
      {campaign !== null && (
        <Flex gap={12} wrap>
          <span>{CARE_COPY.sentOf(campaign.sent, campaign.planned)}</span>
          {campaign.suppressed > 0 && <span>{CARE_COPY.suppressed(campaign.suppressed)}</span>}
          <Link to={path`/outreach/campaigns/${campaign.id}`}>{CARE_COPY.campaign}</Link>
        </Flex>
      )}
      {why !== null && <Typography.Text type="danger">{careReasonText(why)}</Typography.Text>}
      {why === null && campaign === null && !hasApprovedTemplate && (
        <Typography.Text type="danger">{CARE_COPY.noTemplate}</Typography.Text>
      )}
    </Flex>
  );
}
