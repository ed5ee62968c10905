import { Alert, App, Button, Flex, Form } from 'antd';
import { useState } from 'react';
import { campaignDecisionInput, campaignDetail } from '../../../../server/contract/campaigns.ts';
import { call, path } from '../../api.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { MomentInput } from '../../parts/moment-input.tsx';
import { useRole } from '../../parts/use-role.ts';
import { useAction } from '../../use-request.ts';
import { type CampaignDetail, tallyOf } from './tally.ts';

interface AskingProps {
  readonly campaign: CampaignDetail;
  readonly changed: () => void;
}

/** Its window is over and some were not written to: nothing is sent late by itself. */
export function AskingBanner({ campaign, changed }: AskingProps) {
  const { isLead } = useRole();
  const { modal, message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const left = tallyOf(campaign.counts).planned;
  const dropping = useAction(async () => {
    await call({
      method: 'POST',
      path: path`/outreach/campaigns/${campaign.id}/decide`,
      body: { decision: 'drop' },
      answer: campaignDetail,
    });
    // The toast is told, not waited for.
    void message.success(CAMPAIGN_COPY.dropped);
    changed();
  });
  const drop = (): void => {
    modal.confirm({
      title: CAMPAIGN_COPY.dropTitle,
      content: CAMPAIGN_COPY.dropHint(left),
      okText: CAMPAIGN_COPY.drop,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: dropping.run,
    });
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={CAMPAIGN_COPY.asking}
      description={
        <Flex vertical gap={12}>
          {CAMPAIGN_COPY.askingHint(left)}
          {isLead && (
            <Flex gap={8} wrap>
              <Button type="primary" onClick={() => setOpen(true)}>
                {CAMPAIGN_COPY.extend}
              </Button>
              <Button danger onClick={drop}>
                {CAMPAIGN_COPY.drop}
              </Button>
            </Flex>
          )}
          {isOpen && (
            <WindowPanel
              id={campaign.id}
              close={() => setOpen(false)}
              saved={() => {
                setOpen(false);
                changed();
              }}
            />
          )}
        </Flex>
      }
    />
  );
}

interface WindowPanelProps {
  readonly id: string;
  readonly close: () => void;
  readonly saved: () => void;
}

const HINTS = { endsAt: CAMPAIGN_COPY.windowWrong };

function WindowPanel({ id, close, saved }: WindowPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: campaignDecisionInput,
    hints: HINTS,
    save: async (body) => {
      await call({
        method: 'POST',
        path: path`/outreach/campaigns/${id}/decide`,
        body,
        answer: campaignDetail,
      });
      // The toast is told, not waited for.
      void message.success(CAMPAIGN_COPY.extended);
      saved();
    },
  });
  return (
    <FormPanel
      title={CAMPAIGN_COPY.extend}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ decision: 'extend' }}
    >
      <Form.Item name="decision" hidden>
        <input type="hidden" />
      </Form.Item>
      <Form.Item name="startsAt" label={CAMPAIGN_COPY.startsAt}>
        <MomentInput />
      </Form.Item>
      <Form.Item name="endsAt" label={CAMPAIGN_COPY.endsAt}>
        <MomentInput />
      </Form.Item>
    </FormPanel>
  );
}
