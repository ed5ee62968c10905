import { Flex, Select } from 'antd';
import { useState } from 'react';
import { revealed, revealInput } from '../../../../server/contract/customer.ts';
import { call, path } from '../../api.ts';
import { CUSTOMER_COPY } from '../../copy-admin/find.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { CUSTOMER_FIELDS } from '../../copy-admin/labels-case.ts';
import { Reveal } from '../../parts/reveal.tsx';

/** One field of a customer in full. */
export function RevealCustomer({ customerNo }: { customerNo: string }) {
  const [field, setField] = useState(revealInput.shape.field.parse('phone'));
  const ask = async (reason: string) => {
    const { values } = await call({
      method: 'POST',
      path: path`/customers/${customerNo}/reveal`,
      body: revealInput.parse({ field, reason }),
      answer: revealed,
    });
    return values.length === 0 ? ACTION_COPY.revealEmpty : values.join('、');
  };
  return (
    <Flex gap={4} align="center">
      <Select
        size="small"
        aria-label={CUSTOMER_COPY.revealField}
        style={{ width: 96 }}
        value={field}
        options={revealInput.shape.field.options.map((value) => ({
          value,
          label: CUSTOMER_FIELDS[value],
        }))}
        onChange={setField}
      />
      <Reveal what={CUSTOMER_FIELDS[field]} ask={ask} />
    </Flex>
  );
}
