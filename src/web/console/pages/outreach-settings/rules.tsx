import { Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pushSettings } from '../../../../server/contract/push.ts';
import { call } from '../../api.ts';
import { OUTREACH_COPY } from '../../copy-admin/outreach-settings.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { useRole } from '../../parts/use-role.ts';
import { useRequest } from '../../use-request.ts';
import { RulesPanel } from './rules-panel.tsx';

type Settings = z.infer<typeof pushSettings>;

const HOUR_ROWS = ['service', 'others'] as const;
const CAP_ROWS = ['marketing', 'care', 'survey', 'total'] as const;
const CONSENT_ROWS = ['marketing', 'care', 'survey'] as const;

/** The hours, caps and consents; administrators change them. */
export function Rules() {
  const { isAdmin } = useRole();
  const [isEditing, setEditing] = useState(false);
  const loaded = useRequest('push settings', (signal) =>
    call({ path: '/outreach/settings', answer: pushSettings, signal }),
  );
  return (
    <>
      <LoadedView loaded={loaded}>
        {(settings) => (
          <Flex vertical gap={16}>
            <div>
              {isAdmin ? (
                <Button type="primary" onClick={() => setEditing(true)}>
                  {OUTREACH_COPY.edit}
                </Button>
              ) : (
                <Typography.Text type="secondary">{OUTREACH_COPY.readOnly}</Typography.Text>
              )}
            </div>
            <Cards settings={settings} />
          </Flex>
        )}
      </LoadedView>
      {isEditing && loaded.data !== undefined && (
        <RulesPanel
          settings={loaded.data}
          close={() => setEditing(false)}
          saved={() => {
            setEditing(false);
            loaded.reload();
          }}
        />
      )}
    </>
  );
}

function Cards({ settings }: { readonly settings: Settings }) {
  const { hours, caps, consent } = settings;
  return (
    <>
      <Card size="small" title={OUTREACH_COPY.hours}>
        <Facts
          columns={2}
          facts={HOUR_ROWS.flatMap((row) =>
            (['workday', 'dayOff'] as const).map((day) => ({
              label: `${OUTREACH_COPY.hourRows[row]} · ${OUTREACH_COPY.days[day]}`,
              value: `${hours[row][day].from} – ${hours[row][day].until}`,
            })),
          )}
        />
      </Card>
      <Card size="small" title={OUTREACH_COPY.caps}>
        <Facts
          columns={2}
          facts={CAP_ROWS.map((row) => ({
            label: OUTREACH_COPY.capRows[row],
            value:
              caps[row].length === 0
                ? OUTREACH_COPY.noCap
                : caps[row].map(({ days, count }) => OUTREACH_COPY.cap(days, count)).join('，'),
          }))}
        />
      </Card>
      <Card size="small" title={OUTREACH_COPY.consent}>
        <Facts
          facts={CONSENT_ROWS.map((row) => ({
            label: OUTREACH_COPY.consentRows[row],
            value: OUTREACH_COPY.consentModes[consent[row]],
          }))}
        />
      </Card>
      <Card size="small" title={OUTREACH_COPY.others}>
        <Facts
          columns={2}
          facts={[
            {
              label: OUTREACH_COPY.quietDaysAfterRejection,
              value: OUTREACH_COPY.daysUnit(settings.quietDaysAfterRejection),
            },
            {
              label: OUTREACH_COPY.surveySilentMonths,
              value: OUTREACH_COPY.monthsUnit(settings.surveySilentMonths),
            },
            {
              label: OUTREACH_COPY.followUpHours,
              value: OUTREACH_COPY.hoursUnit(settings.followUpHours),
            },
            {
              label: OUTREACH_COPY.referralReward,
              value: `${OUTREACH_COPY.rewards[settings.referralReward]}（${OUTREACH_COPY.referralRewardHint}）`,
            },
          ]}
        />
      </Card>
    </>
  );
}
