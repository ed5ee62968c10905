import { Alert, Badge, Flex, Form, Radio, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { complaintCandidates } from '../../../../../server/contract/complaint-acts.ts';
import { call, path } from '../../../api.ts';
import { COPY } from '../../../copy.ts';
import { ACT_COPY, ACT_FIELDS } from '../../../copy-admin/complaint-acts.ts';
import { labelOf } from '../../../copy-admin/labels-desk.ts';
import { LoadedView } from '../../../parts/loaded-view.tsx';
import { useRequest } from '../../../use-request.ts';
import type { ActFieldsProps } from './act-form.ts';
import { TextItem } from './field-items.tsx';

const { assign } = ACT_COPY;
type Candidate = z.infer<typeof complaintCandidates>['items'][number];

/** Who gets it: whoever the desk would choose, or somebody by name. Who may not have it is shown, and why. */
export function AssignFields({ data }: ActFieldsProps) {
  const loaded = useRequest(`candidates ${data.complaintNo}`, (signal) =>
    call({
      path: path`/complaints/${data.complaintNo}/candidates`,
      answer: complaintCandidates,
      signal,
    }),
  );
  return (
    <>
      <LoadedView loaded={loaded}>
        {({ items }) =>
          items.every(({ isExcluded }) => isExcluded) ? (
            <Alert type="warning" showIcon title={assign.none} style={{ marginBottom: 16 }} />
          ) : (
            <Form.Item name="handlerId" label={assign.choose} initialValue="">
              <Radio.Group style={{ width: '100%' }}>
                <Flex vertical gap={10}>
                  <Radio value="">
                    {assign.best}{' '}
                    <Typography.Text type="secondary">{assign.bestHint}</Typography.Text>
                  </Radio>
                  {items.map((item) => (
                    <Radio key={item.id} value={item.id} disabled={item.isExcluded}>
                      <Person item={item} isCurrent={item.id === data.handlerId} />
                    </Radio>
                  ))}
                </Flex>
              </Radio.Group>
            </Form.Item>
          )
        }
      </LoadedView>
      <TextItem name="note" label={ACT_FIELDS.note} hint={assign.noteHint} rows={3} />
    </>
  );
}

function Person({ item, isCurrent }: { readonly item: Candidate; readonly isCurrent: boolean }) {
  return (
    <Flex gap={8} align="center" wrap component="span">
      <Badge
        status={item.isOnline ? 'success' : 'default'}
        text={item.name}
        title={item.isOnline ? assign.online : assign.offline}
      />
      <Typography.Text type="secondary">
        {`${labelOf(COPY.shell.roles, item.role)} · ${item.isOnline ? assign.online : assign.offline} · ${assign.open(item.open)}`}
      </Typography.Text>
      {isCurrent && <Tag>{assign.current}</Tag>}
      {item.isExcluded && <Tag color="warning">{assign.excluded}</Tag>}
    </Flex>
  );
}
