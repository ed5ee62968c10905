import { Button, Flex, Form, Input, Select } from 'antd';
import { actionText, TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import { joinAction, splitAction } from './template-form.ts';

const ACTIONS_MAX = 3;
/** Actions that are about one thing, which is named behind them. */
const WITH_SUBJECT: readonly string[] = ['knowledge', 'event_signup'];

/** What a customer can press below a push. */
export function ActionsField({ actions }: { readonly actions: readonly string[] }) {
  return (
    <Form.Item label={TEMPLATE_COPY.actions} extra={TEMPLATE_COPY.actionsHint}>
      <Form.List name="actions">
        {(fields, { add, remove }) => (
          <Flex vertical gap={8}>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} wrap>
                <Form.Item name={[name, 'label']} noStyle>
                  <Input
                    aria-label={TEMPLATE_COPY.actionLabel}
                    placeholder={TEMPLATE_COPY.actionLabel}
                    maxLength={20}
                    style={{ width: 160 }}
                  />
                </Form.Item>
                <Form.Item name={[name, 'action']} noStyle>
                  <ActionInput actions={actions} />
                </Form.Item>
                <Button type="text" onClick={() => remove(name)}>
                  {TEMPLATE_COPY.removeAction}
                </Button>
              </Flex>
            ))}
            {fields.length < ACTIONS_MAX && (
              <div>
                <Button size="small" onClick={() => add()}>
                  {TEMPLATE_COPY.addAction}
                </Button>
              </div>
            )}
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}

interface ActionInputProps {
  readonly actions: readonly string[];
  /** Both are set by the form. */
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

function ActionInput({ actions, value, onChange }: ActionInputProps) {
  const { name, subject } = splitAction(value ?? '');
  return (
    <>
      <Select
        aria-label={TEMPLATE_COPY.action}
        placeholder={TEMPLATE_COPY.action}
        style={{ width: 160 }}
        value={name === '' ? null : name}
        options={actions.map((action) => ({ value: action, label: actionText(action) }))}
        onChange={(next: string | null) => onChange?.(next ?? '')}
      />
      {WITH_SUBJECT.includes(name) && (
        <Input
          aria-label={TEMPLATE_COPY.subject}
          placeholder={TEMPLATE_COPY.subject}
          style={{ width: 180 }}
          maxLength={80}
          value={subject}
          onChange={(event) => onChange?.(joinAction(name, event.target.value))}
        />
      )}
    </>
  );
}
