import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { askForNotifications } from '../alerts.ts';
import { COPY } from '../copy.ts';
import { type Presence, setPresence, useDesk } from '../desk-context.tsx';
import { useAction } from '../use-request.ts';

const PRESENCES: readonly Presence[] = ['online', 'busy', 'away'];

/** 在线, 忙碌 or 离开. Leaving gives customers back, so it asks when some wait. */
export function PresenceSwitch() {
  const { state, mine, reload } = useDesk();
  const { modal } = App.useApp();
  const current = state.data?.me.presence;
  const change = useAction(async (presence: Presence) => {
    await setPresence(presence);
    reload();
  });
  const choose = (presence: Presence): void => {
    if (presence === 'online') askForNotifications();
    const isWaiting = mine.data?.some(({ waitingSince }) => waitingSince !== null) === true;
    // Never rejects: what goes wrong is shown.
    if (presence !== 'away' || !isWaiting) return void change.run(presence);
    void modal.confirm({
      title: COPY.shell.awayTitle,
      content: COPY.shell.awayText,
      okText: COPY.shell.awayOk,
      onOk: () => change.run(presence),
    });
  };
  if (current === undefined) return null;
  const { presence: names, presenceHint } = COPY.shell;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [current],
        onClick: ({ key }) => {
          const chosen = PRESENCES.find((presence) => presence === key);
          if (chosen !== undefined) choose(chosen);
        },
        items: PRESENCES.map((presence) => ({
          key: presence,
          label: (
            <span className="presence-item">
              <i className={`presence presence-${presence}`} />
              <span>
                {names[presence]}
                <small>{presenceHint[presence]}</small>
              </span>
            </span>
          ),
        })),
      }}
    >
      <Button
        className="presence-button"
        loading={change.isBusy}
        aria-label={COPY.shell.presenceAria(names[current])}
      >
        <i className={`presence presence-${current}`} />
        {names[current]}
        <DownOutlined />
      </Button>
    </Dropdown>
  );
}
