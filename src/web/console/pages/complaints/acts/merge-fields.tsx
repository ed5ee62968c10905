import { AutoComplete, Flex, Form, Typography } from 'antd';
import { pageOf } from '../../../../../server/contract/common.ts';
import { complaintSummary } from '../../../../../server/contract/complaint.ts';
import { call } from '../../../api.ts';
import { ACT_COPY } from '../../../copy-admin/complaint-acts.ts';
import { showTime } from '../../../parts/show.ts';
import { useRequest } from '../../../use-request.ts';
import type { ActFieldsProps } from './act-form.ts';

const { merge } = ACT_COPY;
const PAGE = pageOf(complaintSummary);

/** Which complaint it goes on under: earlier open ones of the same customer are offered. */
export function MergeFields({ data: { customerNo, complaintNo, receivedAt } }: ActFieldsProps) {
  const query = { customerNo: customerNo ?? '', status: 'open', to: receivedAt };
  const earlier = useRequest(
    customerNo === null ? undefined : `earlier than ${complaintNo}`,
    (signal) => call({ path: '/complaints', query, answer: PAGE, signal }),
  );
  const items = earlier.data?.items.filter((one) => one.complaintNo !== complaintNo) ?? [];
  return (
    <Form.Item
      name="intoNo"
      label={merge.intoNo}
      extra={
        earlier.data !== undefined && items.length === 0 ? merge.noneEarlier : merge.intoNoHint
      }
    >
      <AutoComplete
        autoFocus
        options={items.map((one) => ({
          value: one.complaintNo,
          label: (
            <Flex vertical>
              <span>{`${one.complaintNo} · ${showTime(one.receivedAt)}`}</span>
              <Typography.Text type="secondary" ellipsis>
                {one.matter}
              </Typography.Text>
            </Flex>
          ),
        }))}
      />
    </Form.Item>
  );
}
