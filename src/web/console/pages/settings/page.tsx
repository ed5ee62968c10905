import { Alert, App, Button, Card, Flex, Form, InputNumber, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { deskSettings } from '../../../../server/contract/setup.ts';
import { call } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { SETTINGS_COPY } from '../../copy-admin/setup.ts';
import { useFormSave } from '../../form/use-form-save.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useRole } from '../../parts/use-role.ts';
import { useRequest } from '../../use-request.ts';

type Settings = z.infer<typeof deskSettings>;

const GROUPS: readonly {
  readonly key: keyof typeof SETTINGS_COPY.groups;
  readonly fields: readonly (keyof Settings)[];
}[] = [
  { key: 'offers', fields: ['offerSeconds', 'goneSeconds'] },
  { key: 'replies', fields: ['firstReplySeconds', 'nextReplySeconds'] },
  { key: 'ends', fields: ['remindMinutes', 'closeMinutes', 'wrapUpMinutes'] },
];

/** The desk's clocks. */
export function Page() {
  const loaded = useRequest('desk-settings', (signal) =>
    call({ path: '/desk-settings', answer: deskSettings, signal }),
  );
  return (
    <PageFrame title={PAGE_TITLES.settings}>
      <LoadedView loaded={loaded}>
        {(data) => <SettingsForm settings={data} saved={loaded.reload} />}
      </LoadedView>
    </PageFrame>
  );
}

function SettingsForm({ settings, saved }: { settings: Settings; saved: () => void }) {
  const { message } = App.useApp();
  const { isAdmin } = useRole();
  const [form] = Form.useForm();
  const [isChanged, setChanged] = useState(false);
  const saving = useFormSave({
    form,
    schema: deskSettings,
    save: async (body) => {
      await call({ method: 'PUT', path: '/desk-settings', body, answer: deskSettings });
      // The toast is told, not waited for.
      void message.success(ACTION_COPY.saved);
      setChanged(false);
      saved();
    },
  });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={!isAdmin}
      initialValues={settings}
      onValuesChange={() => setChanged(true)}
      onFinish={() => void saving.submit()}
      style={{ maxWidth: 720 }}
    >
      <Typography.Paragraph type="secondary">
        {isAdmin ? SETTINGS_COPY.hint : ACTION_COPY.readOnly}
      </Typography.Paragraph>
      {saving.problem !== undefined && (
        <Alert type="error" showIcon title={saving.problem} style={{ marginBottom: 16 }} />
      )}
      <Flex vertical gap={16}>
        {GROUPS.map(({ key, fields }) => (
          <Card size="small" key={key} title={SETTINGS_COPY.groups[key]}>
            {fields.map((name) => (
              <Form.Item
                key={name}
                name={name}
                label={SETTINGS_COPY.fields[name].label}
                extra={SETTINGS_COPY.fields[name].hint}
              >
                <InputNumber min={1} precision={0} style={{ width: 160 }} />
              </Form.Item>
            ))}
          </Card>
        ))}
        {isAdmin && (
          <Flex gap={12} align="center">
            <Button type="primary" htmlType="submit" loading={saving.isBusy} disabled={!isChanged}>
              {saving.isBusy ? ACTION_COPY.saving : ACTION_COPY.save}
            </Button>
            {isChanged && <Typography.Text type="warning">{ACTION_COPY.unsaved}</Typography.Text>}
          </Flex>
        )}
      </Flex>
    </Form>
  );
}
