import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input, Select } from 'antd';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { RESPONDENT_KINDS } from '../../copy-admin/complaint-labels.ts';
import { usePeople } from '../../parts/use-people.ts';

const { create } = COMPLAINT_COPY;
const RESPONDENTS_MAX = 10;
const KINDS = Object.entries(RESPONDENT_KINDS).map(([value, label]) => ({ value, label }));

/** Whom a complaint is about. Our own people are named by their account: then they never handle it. */
export function RespondentsField() {
  return (
    <Form.Item label={create.respondents} extra={create.respondentsHint}>
      <Form.List name="respondents">
        {(fields, { add, remove }) => (
          <Flex vertical gap={8}>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} align="flex-start" wrap>
                <Form.Item noStyle name={[name, 'kind']}>
                  <Select
                    aria-label={create.respondentKind}
                    options={KINDS}
                    style={{ width: 120 }}
                  />
                </Form.Item>
                <Form.Item name={[name, 'name']} style={{ flex: '1 1 140px', marginBottom: 0 }}>
                  <Input
                    aria-label={create.respondentName}
                    placeholder={create.respondentName}
                    maxLength={60}
                  />
                </Form.Item>
                <Account index={name} />
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={create.removeRespondent}
                  onClick={() => remove(name)}
                />
              </Flex>
            ))}
            {fields.length < RESPONDENTS_MAX && (
              <Button
                type="dashed"
                icon={<PlusOutlined />}
                onClick={() => add({ kind: 'agent' })}
                style={{ alignSelf: 'flex-start' }}
              >
                {create.addRespondent}
              </Button>
            )}
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}

/** The account of one of our own; its name is written beside it. */
function Account({ index }: { readonly index: number }) {
  const people = usePeople();
  const form = Form.useFormInstance();
  const kind: unknown = Form.useWatch(['respondents', index, 'kind']);
  if (kind !== 'agent' && kind !== 'adjuster') return null;
  const name = (id: string | undefined): void => {
    const found = id === undefined ? undefined : people.get(id);
    if (found !== undefined) form.setFieldValue(['respondents', index, 'name'], found);
  };
  return (
    <Form.Item noStyle name={[index, 'id']}>
      <Select
        allowClear
        aria-label={create.ours}
        placeholder={create.ours}
        title={create.oursHint}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 140 }}
        options={[...people].map(([value, label]) => ({ value, label }))}
        onChange={name}
      />
    </Form.Item>
  );
}
