import { Tabs } from 'antd';
import { Failure, Waiting } from '../../components/states.tsx';
import { DESK_COPY } from './copy-desk.ts';
import { CustomerTab } from './customer-tab.tsx';
import { LinksTab } from './links-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import { usePacket } from './use-packet.ts';

const { side } = DESK_COPY;

/** Beside the talk: who it is and what they have, notes, links. */
export function CustomerSide({ conversationId }: { readonly conversationId: string }) {
  const about = usePacket(conversationId);
  const notes = about.data?.notes ?? 0;
  return (
    <aside className="side" aria-label={DESK_COPY.chat.side}>
      <Tabs
        size="small"
        items={[
          {
            key: 'customer',
            label: side.tabs.customer,
            children: (
              <>
                {about.data === undefined && about.error === undefined && <Waiting />}
                {about.data === undefined && about.error !== undefined && (
                  <Failure what={side.failed} error={about.error} onRetry={about.reload} />
                )}
                {about.data !== undefined && <CustomerTab about={about.data} />}
              </>
            ),
          },
          {
            key: 'notes',
            label: notes === 0 ? side.tabs.notes : `${side.tabs.notes} ${notes}`,
            children: <NotesTab conversationId={conversationId} onAdded={about.reload} />,
          },
          {
            key: 'links',
            label: side.tabs.links,
            children: <LinksTab conversationId={conversationId} />,
          },
        ]}
      />
    </aside>
  );
}
