import { App, Button } from 'antd';
import { campaignDetail } from '../../../../server/contract/campaigns.ts';
import { ApiError, call, path } from '../../api.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { useRole } from '../../parts/use-role.ts';
import { useAction } from '../../use-request.ts';
import { estimateInputOf } from './campaign-form.ts';
import { EstimateWords } from './estimate-words.tsx';
import type { CampaignDetail } from './tally.ts';

type Act = keyof typeof CAMPAIGN_COPY.acted;

interface ActsProps {
  readonly campaign: CampaignDetail;
  readonly changed: () => void;
}

const MAY: Readonly<Record<CampaignDetail['status'], readonly Act[]>> = {
  draft: ['start', 'cancel'],
  scheduled: ['pause', 'cancel'],
  planning: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  asking: ['cancel'],
  finished: [],
  cancelled: [],
};

/** What may be done with a campaign now. A pause needs no question: it hurts nobody. */
export function CampaignActs({ campaign, changed }: ActsProps) {
  const { isLead } = useRole();
  const { message, modal } = App.useApp();
  const acting = useAction(async (act: Act) => {
    try {
      await call({
        method: 'POST',
        path: `${path`/outreach/campaigns/${campaign.id}`}/${act}`,
        answer: campaignDetail,
      });
      // The toast is told, not waited for.
      void message.success(CAMPAIGN_COPY.acted[act]);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'illegal_move') throw error;
      void message.warning(CAMPAIGN_COPY.illegal);
    } finally {
      changed();
    }
  });
  if (!isLead) return null;
  const ask = (act: Act): void => {
    if (act === 'pause' || act === 'resume') return void acting.run(act);
    const isStart = act === 'start';
    modal.confirm({
      title: isStart
        ? CAMPAIGN_COPY.startTitle(campaign.name)
        : CAMPAIGN_COPY.cancelTitle(campaign.name),
      content: isStart ? (
        <>
          <EstimateWords input={estimateInputOf(campaign)} />
          <p>{CAMPAIGN_COPY.startHint}</p>
        </>
      ) : (
        CAMPAIGN_COPY.cancelHint
      ),
      okText: CAMPAIGN_COPY[act],
      okButtonProps: { danger: !isStart },
      cancelText: ACTION_COPY.close,
      width: 520,
      onOk: () => acting.run(act),
    });
  };
  return MAY[campaign.status].map((act) => (
    <Button
      key={act}
      type={act === 'start' || act === 'resume' ? 'primary' : 'default'}
      danger={act === 'cancel'}
      loading={acting.isBusy}
      onClick={() => ask(act)}
    >
      {CAMPAIGN_COPY[act]}
    </Button>
  ));
}
