import {
  ArrowLeftOutlined,
  CheckCircleOutlined,
  IdcardOutlined,
  MoreOutlined,
  RobotOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { conversation } from '../../../../server/contract/conversation.ts';
import { handoff as handoffSchema } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { HandoffTags } from '../../components/handoff-tags.tsx';
import { COPY } from '../../copy.ts';
import { channelKind } from '../../copy-admin/labels-desk.ts';
import { useDesk } from '../../desk-context.tsx';
import { useAction } from '../../use-request.ts';
import { CloseDialog } from './close-dialog.tsx';
import { ComplaintDialog } from './complaint-dialog.tsx';
import { DESK_COPY } from './copy-desk.ts';
import { LinkDialog } from './link-dialog.tsx';
import { WaitClock } from './queue-column.tsx';
import { TaskDialog } from './task-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import type { Standing } from './use-conversation.ts';

const { actions } = DESK_COPY;
type Dialog = 'transfer' | 'close' | 'complaint' | 'task' | 'link';

interface ConversationHeadProps {
  readonly conversationId: string;
  readonly about: z.infer<typeof conversation> | undefined;
  readonly standing: Standing;
  readonly onChanged: () => void;
  readonly onOpenSide: (() => void) | undefined;
  readonly onBack: (() => void) | undefined;
}

/** Who it is, how long they wait, and everything one can do with the talk. */
export function ConversationHead(props: ConversationHeadProps) {
  const { conversationId, about, standing, onChanged, onOpenSide, onBack } = props;
  const desk = useDesk();
  const [dialog, setDialog] = useState<Dialog>();
  const handoff = 'handoff' in standing ? standing.handoff : undefined;
  const isMine = standing.kind === 'mine';
  const toBot = useReturnToBot(handoff?.id, () => {
    desk.reload();
    onChanged();
  });
  useActionKeys(isMine, { setDialog, toBot: toBot.ask });
  const dialogProps = {
    conversationId,
    onClose: () => setDialog(undefined),
    onDone: () => {
      desk.reload();
      onChanged();
    },
  };
  return (
    <header className="chat-head">
      {onBack !== undefined && (
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          aria-label={DESK_COPY.chat.back}
          onClick={onBack}
        />
      )}
      <div className="chat-head-who">
        <span className="chat-head-line">
          <strong>{handoff?.customerName ?? about?.displayName ?? DESK_COPY.chat.visitor}</strong>
          {handoff !== undefined && <WaitClock handoff={handoff} />}
        </span>
        {handoff !== undefined && (
          <span className="chat-head-line">
            <HandoffTags handoff={handoff} />
            <small>
              {about !== undefined && `${channelKind(about.channelAccount)} · `}
              {COPY.reasons[handoff.reason]}
            </small>
          </span>
        )}
      </div>
      <div className="chat-head-actions">
        {isMine && (
          <>
            <ActionButton
              icon={<SwapOutlined />}
              label={actions.transfer}
              keys="Alt T"
              onClick={() => setDialog('transfer')}
            />
            <ActionButton
              icon={<RobotOutlined />}
              label={actions.toBot}
              keys="Alt B"
              onClick={toBot.ask}
            />
            <ActionButton
              icon={<CheckCircleOutlined />}
              label={actions.close}
              keys="Alt E"
              onClick={() => setDialog('close')}
            />
          </>
        )}
        <MoreMenu onChoose={setDialog} />
        {onOpenSide !== undefined && (
          <Button icon={<IdcardOutlined />} aria-label={DESK_COPY.chat.side} onClick={onOpenSide} />
        )}
      </div>
      {handoff !== undefined && (
        <>
          <TransferDialog {...dialogProps} isOpen={dialog === 'transfer'} handoff={handoff} />
          <CloseDialog {...dialogProps} isOpen={dialog === 'close'} handoff={handoff} />
        </>
      )}
      <ComplaintDialog {...dialogProps} isOpen={dialog === 'complaint'} />
      <TaskDialog {...dialogProps} isOpen={dialog === 'task'} />
      <LinkDialog {...dialogProps} isOpen={dialog === 'link'} />
    </header>
  );
}

function ActionButton(props: {
  readonly icon: React.ReactNode;
  readonly label: string;
  readonly keys: string;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip
      title={
        <>
          {props.label} <kbd>{props.keys}</kbd>
        </>
      }
    >
      <Button icon={props.icon} onClick={props.onClick} aria-label={props.label}>
        <span className="chat-action-label">{props.label}</span>
      </Button>
    </Tooltip>
  );
}

function MoreMenu({ onChoose }: { readonly onChoose: (dialog: Dialog) => void }) {
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'complaint', label: actions.complaint },
          { key: 'task', label: actions.task },
          { key: 'link', label: actions.link },
        ],
        onClick: ({ key }) => {
          if (key === 'complaint' || key === 'task' || key === 'link') onChoose(key);
        },
      }}
    >
      <Button icon={<MoreOutlined />} aria-label={actions.more} />
    </Dropdown>
  );
}

/** Gives the talk back to the bot, after asking. */
function useReturnToBot(handoffId: string | undefined, onDone: () => void) {
  const { modal, message } = App.useApp();
  const giveBack = useAction(async (id: string) => {
    await call({
      method: 'POST',
      path: path`/handoffs/${id}/return-to-bot`,
      body: {},
      answer: handoffSchema,
    }).finally(onDone);
    void message.success(actions.returned);
  });
  return {
    ask: (): void => {
      if (handoffId === undefined) return;
      void modal.confirm({
        title: actions.botTitle,
        content: actions.botText,
        okText: actions.botOk,
        onOk: () => giveBack.run(handoffId),
      });
    },
  };
}

/** Alt+T, Alt+B, Alt+E: by the key's place, since Option makes other letters on a Mac. */
function useActionKeys(
  isMine: boolean,
  actions: { readonly setDialog: (dialog: Dialog) => void; readonly toBot: () => void },
): void {
  useEffect(() => {
    if (!isMine) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.code === 'KeyT') actions.setDialog('transfer');
      else if (event.code === 'KeyB') actions.toBot();
      else if (event.code === 'KeyE') actions.setDialog('close');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}
