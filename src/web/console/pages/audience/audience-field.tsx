import { Flex, Select } from 'antd';
import { audiencePage } from '../../../../server/contract/outreach-words.ts';
import { call } from '../../api.ts';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { useRequest } from '../../use-request.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RulePeople } from './rule-people.tsx';

const SAVED_MAX = 200;

interface AudienceFieldProps {
  /** A rule; both are set by the form. */
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly id?: string;
}

/** Who is meant: a saved audience as a beginning, its conditions, and how many they are. */
export function AudienceField({ value, onChange, id }: AudienceFieldProps) {
  const saved = useRequest('saved audiences', (signal) =>
    call({
      path: '/outreach/audiences',
      query: { limit: SAVED_MAX },
      answer: audiencePage,
      signal,
    }),
  );
  const items = saved.data?.items ?? [];
  return (
    <Flex vertical gap={8}>
      {items.length > 0 && (
        <Select
          aria-label={AUDIENCE_COPY.load}
          placeholder={AUDIENCE_COPY.load}
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={items.map(({ id: key, name }) => ({ value: key, label: name }))}
          onChange={(chosen: string | null) =>
            onChange?.(items.find((one) => one.id === chosen)?.rule ?? {})
          }
        />
      )}
      <RuleEditor
        value={value}
        {...(onChange === undefined ? {} : { onChange })}
        {...(id === undefined ? {} : { id })}
      />
      <RulePeople rule={value} />
    </Flex>
  );
}
