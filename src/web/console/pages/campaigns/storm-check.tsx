import { Alert, Button, Checkbox, Drawer, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { type disasterInput, disasterNotice } from '../../../../server/contract/care.ts';
import {
  audiencePreview,
  templatePage,
  templatePreview,
} from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { STORM_COPY } from '../../copy-admin/campaigns.ts';
import { DISASTER_LABELS } from '../../copy-admin/care-labels.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { errorText } from '../../error-text.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { type Loaded, useAction, useRequest } from '../../use-request.ts';
import { PushText } from '../push-templates/push-text.tsx';

type Notice = z.output<typeof disasterInput>;

interface CheckProps {
  readonly notice: Notice;
  readonly back: () => void;
  readonly sent: (answer: z.infer<typeof disasterNotice>) => void;
}

/** The second step: the city, how many people, the words; and only then the button. */
export function StormCheck({ notice, back, sent }: CheckProps) {
  const [isSure, setSure] = useState(false);
  const keyOf = useIdempotencyKey();
  const people = usePeopleOf(notice.city);
  const words = useWords(notice);
  const sending = useAction(async () => {
    const answer = await call({
      method: 'POST',
      path: '/outreach/disaster-notices',
      body: notice,
      answer: disasterNotice,
      idempotencyKey: keyOf(notice),
    });
    sent(answer);
  });
  const isSomebody = people.data !== undefined && people.data.count > 0;
  const isWritten = notice.text !== undefined || words.data?.text !== undefined;
  return (
    <Drawer
      title={STORM_COPY.check}
      open
      onClose={back}
      mask={{ closable: false }}
      size="min(600px, 100vw)"
      footer={
        <Flex justify="space-between" gap={8} wrap>
          <Button onClick={back}>{STORM_COPY.back}</Button>
          <Button
            type="primary"
            danger
            disabled={!(isSure && isSomebody && isWritten)}
            loading={sending.isBusy}
            onClick={() => void sending.run()}
          >
            {STORM_COPY.send}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <LoadedView loaded={people}>
          {({ count, countKind }) => (
            <Alert
              type={count === 0 ? 'error' : 'warning'}
              showIcon
              title={
                count === 0
                  ? STORM_COPY.nobody
                  : STORM_COPY.people(notice.city, STORM_COPY.peopleCount(count, countKind))
              }
            />
          )}
        </LoadedView>
        <Facts
          columns={1}
          facts={[
            { label: STORM_COPY.city, value: notice.city },
            { label: STORM_COPY.kind, value: DISASTER_LABELS[notice.kind] },
            {
              label: STORM_COPY.ways,
              value: notice.ways.map((way) => PUSH_WAY_LABELS[way]).join(' → '),
            },
          ]}
        />
        <div>
          <Typography.Paragraph type="secondary" style={{ marginBottom: 4 }}>
            {STORM_COPY.text}
          </Typography.Paragraph>
          <Words notice={notice} words={words} />
        </div>
        <Checkbox checked={isSure} onChange={(event) => setSure(event.target.checked)}>
          {STORM_COPY.confirm}
        </Checkbox>
      </Flex>
    </Drawer>
  );
}

interface WrittenWords {
  /** Undefined: no approved template, so nothing could be sent. */
  readonly text: string | undefined;
  readonly taps: readonly string[];
}

function Words({
  notice,
  words,
}: {
  readonly notice: Notice;
  readonly words: Loaded<WrittenWords>;
}) {
  if (notice.text !== undefined) return <PushText text={notice.text} taps={[]} />;
  if (words.error !== undefined) return <Alert type="error" title={errorText(words.error)} />;
  return (
    <LoadedView loaded={words}>
      {({ text, taps }) =>
        text === undefined ? (
          <Alert type="error" showIcon title={STORM_COPY.noTemplate} />
        ) : (
          <PushText text={text} taps={taps} />
        )
      }
    </LoadedView>
  );
}

function usePeopleOf(city: string) {
  return useRequest(`storm people ${city}`, (signal) =>
    call({
      method: 'POST',
      path: '/outreach/audience-preview',
      body: { rule: { all: [{ kind: 'city_in', cities: [city] }] } },
      answer: audiencePreview,
      signal,
    }),
  );
}

/** The approved words, as the first customer would read them with this city and warning. */
function useWords(notice: Notice): Loaded<WrittenWords> {
  const { city, kind, warning, text } = notice;
  const key = text === undefined ? `storm words ${kind} ${city} ${warning ?? ''}` : undefined;
  return useRequest(key, async (signal): Promise<WrittenWords> => {
    const query = { code: `disaster_${kind}`, status: 'approved', allVersions: true, limit: 1 };
    const { items } = await call({
      path: '/outreach/templates',
      query,
      answer: templatePage,
      signal,
    });
    const newest = items[0];
    if (newest === undefined) return { text: undefined, taps: [] };
    const preview = await call({
      method: 'POST',
      path: path`/outreach/templates/${newest.id}/preview`,
      body: {
        way: 'web',
        values: { region: city, warning: warning ?? STORM_COPY.usualWarnings[kind] },
      },
      answer: templatePreview,
      signal,
    });
    const shown = preview.items[0];
    return shown === undefined
      ? { text: newest.variants[0]?.text, taps: newest.actions.map(({ label }) => label) }
      : { text: shown.text, taps: shown.taps };
  });
}
