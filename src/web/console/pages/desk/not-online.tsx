import { Button } from 'antd';
import { askForNotifications } from '../../alerts.ts';
import { type Presence, setPresence, useDesk } from '../../desk-context.tsx';
import { useAction } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';

const { list } = DESK_COPY;

/** Nobody is sent to whoever forgot to say that they are there. */
export function NotOnline({ presence }: { readonly presence: Presence }) {
  const { reload } = useDesk();
  const goOnline = useAction(async () => {
    await setPresence('online');
    reload();
  });
  if (presence === 'online') return null;
  return (
    <div className="desk-offline">
      <span>{list.notOnline[presence]}</span>
      <Button
        size="small"
        type="primary"
        loading={goOnline.isBusy}
        onClick={() => {
          askForNotifications();
          // Never rejects: what goes wrong is shown.
          void goOnline.run();
        }}
      >
        {list.goOnline}
      </Button>
    </div>
  );
}
