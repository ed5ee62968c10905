import { Alert, Button, Card, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { template, templatePage } from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { OCCASION_LABELS, TEMPLATE_STATES } from '../../copy-admin/care-labels.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { PUSH_CLASS_LABELS } from '../../copy-admin/push-labels.ts';
import { actionText, TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { personOf } from '../../parts/person-of.ts';
import { showTime } from '../../parts/show.ts';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link, navigate } from '../../router.tsx';
import { useRequest } from '../../use-request.ts';
import { PushText } from './push-text.tsx';
import { RealPreview } from './real-preview.tsx';
import { ReviewActs } from './review-acts.tsx';
import { TemplatePanel } from './template-panel.tsx';
import { Findings } from './words-check.tsx';

type Template = z.infer<typeof template>;

/** A version of a template: its words, what is found in them, its review, and real customers. */
export function TemplateView({ id }: { readonly id: string }) {
  const { mayWork } = useRole();
  const [isEditing, setEditing] = useState(false);
  const loaded = useRequest(`template ${id}`, (signal) =>
    call({ path: path`/outreach/templates/${id}`, answer: template, signal }),
  );
  const { data, reload } = loaded;
  const state = data === undefined ? undefined : TEMPLATE_STATES[data.status];
  const isDraft = data?.status === 'draft' || data?.status === 'rejected';
  return (
    <PageFrame
      title={data?.title ?? TEMPLATE_COPY.title}
      note={
        data !== undefined && (
          <Flex gap={8}>
            <Tag color={state?.tone ?? 'default'}>{state?.label}</Tag>
            <Typography.Text type="secondary">
              {TEMPLATE_COPY.version(data.version)}
            </Typography.Text>
          </Flex>
        )
      }
      actions={
        <Flex gap={12} wrap align="center">
          <Link to="/outreach/templates">{TEMPLATE_COPY.back}</Link>
          {mayWork && data?.isNewest === true && data.status !== 'in_review' && (
            <Button onClick={() => setEditing(true)}>
              {isDraft ? ACTION_COPY.edit : TEMPLATE_COPY.nextVersion}
            </Button>
          )}
          {data !== undefined && <ReviewActs item={data} changed={reload} />}
        </Flex>
      }
    >
      <LoadedView loaded={loaded}>
        {(item) => (
          <Flex vertical gap={16}>
            <Notes item={item} />
            <Words item={item} />
            {mayWork && <RealPreview item={item} />}
            <Versions item={item} />
          </Flex>
        )}
      </LoadedView>
      {isEditing && data !== undefined && (
        <TemplatePanel
          item={data}
          close={() => setEditing(false)}
          saved={(next) => {
            setEditing(false);
            if (next === id) reload();
            else navigate(path`/outreach/templates/${next}`);
          }}
        />
      )}
    </PageFrame>
  );
}

function Notes({ item }: { readonly item: Template }) {
  const names = usePeople();
  const { status, reviewNote, reviewerId, reviewedAt } = item;
  const by =
    reviewerId === null
      ? undefined
      : TEMPLATE_COPY.reviewedBy(personOf(reviewerId, names), showTime(reviewedAt));
  return (
    <>
      {status === 'rejected' && reviewNote !== null && (
        <Alert
          type="error"
          showIcon
          title={`${TEMPLATE_COPY.rejectNote}：${reviewNote}`}
          description={by}
        />
      )}
      <Card size="small">
        <Facts
          facts={[
            { label: TEMPLATE_COPY.code, value: item.code },
            { label: TEMPLATE_COPY.pushClass, value: PUSH_CLASS_LABELS[item.pushClass] },
            {
              label: TEMPLATE_COPY.occasion,
              value:
                item.occasion === null
                  ? TEMPLATE_COPY.noOccasion
                  : (OCCASION_LABELS[item.occasion] ?? item.occasion),
            },
            {
              label: TEMPLATE_COPY.author,
              value: item.writerIds.map((id) => personOf(id, names)).join('、'),
            },
            { label: TEMPLATE_COPY.updatedAt, value: showTime(item.updatedAt) },
            ...(by === undefined
              ? []
              : [
                  {
                    label: TEMPLATE_COPY.review,
                    value:
                      status === 'approved' && reviewNote !== null ? `${by} ${reviewNote}` : by,
                  },
                ]),
          ]}
        />
      </Card>
    </>
  );
}

function Words({ item }: { readonly item: Template }) {
  return (
    <Card size="small" title={TEMPLATE_COPY.words}>
      <Flex vertical gap={16}>
        <Flex gap={16} wrap>
          {item.variants.map(({ key, text, smsText, smsSegments }) => (
            <div key={key} style={{ flex: '1 1 300px', minWidth: 0, maxWidth: 560 }}>
              <Typography.Text type="secondary">
                {`${TEMPLATE_COPY.variant(key)} · ${TEMPLATE_COPY.segments(smsSegments)}`}
              </Typography.Text>
              <PushText text={text} taps={item.actions.map(({ label }) => label)} />
              {smsText !== null && (
                <>
                  <Typography.Text type="secondary">{TEMPLATE_COPY.smsText(key)}</Typography.Text>
                  <PushText text={smsText} taps={[]} />
                </>
              )}
            </div>
          ))}
        </Flex>
        {item.actions.length > 0 && (
          <Typography.Text type="secondary">
            {item.actions.map(({ label, action }) => `${label}：${actionText(action)}`).join('；')}
          </Typography.Text>
        )}
        <Findings findings={item.findings} />
      </Flex>
    </Card>
  );
}

function Versions({ item }: { readonly item: Template }) {
  const loaded = useRequest(`versions ${item.code} ${item.updatedAt}`, (signal) =>
    call({
      path: '/outreach/templates',
      query: { code: item.code, allVersions: true },
      answer: templatePage,
      signal,
    }),
  );
  return (
    <Card size="small" title={TEMPLATE_COPY.versions}>
      <LoadedView loaded={loaded}>
        {({ items }) => (
          <Flex vertical gap={6}>
            {items.map(({ id, version, status, updatedAt }) => (
              <Flex key={id} gap={8} align="center" wrap>
                <Link
                  to={path`/outreach/templates/${id}`}
                  aria-current={id === item.id ? 'true' : undefined}
                  style={id === item.id ? { fontWeight: 600 } : undefined}
                >
                  {TEMPLATE_COPY.version(version)}
                </Link>
                <Tag color={TEMPLATE_STATES[status].tone}>{TEMPLATE_STATES[status].label}</Tag>
                <Typography.Text type="secondary">{showTime(updatedAt)}</Typography.Text>
              </Flex>
            ))}
          </Flex>
        )}
      </LoadedView>
    </Card>
  );
}
