import {
  BellOutlined,
  BulbOutlined,
  ClockCircleOutlined,
  KeyOutlined,
  LogoutOutlined,
  QuestionCircleOutlined,
  SoundOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps, Tooltip } from 'antd';
import { useContext, useState, useSyncExternalStore } from 'react';
import { isAlertOn, setAlert } from '../alerts.ts';
import { COPY } from '../copy.ts';
import { useDesk } from '../desk-context.tsx';
import { Link } from '../router.tsx';
import { useSession } from '../session.ts';
import { THEMES, type useTheme } from '../theme.ts';
import { EventsContext, useAction } from '../use-request.ts';
import { NoticeBell } from './notice-bell.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { PresenceSwitch } from './presence-switch.tsx';
import { SearchField } from './search-field.tsx';
import { openShortcutList } from './shortcut-list.tsx';

/** Search, who waits, whether we are connected, my presence, my account. */
export function TopBar({ look }: { readonly look: ReturnType<typeof useTheme> }) {
  const { isMember } = useDesk();
  return (
    <div className="top-bar">
      <SearchField />
      <span className="top-bar-gap" />
      {isMember && <WaitingCount />}
      {isMember && <ConnectionState />}
      {isMember && <NoticeBell />}
      {isMember && <PresenceSwitch />}
      <AccountMenu look={look} />
    </div>
  );
}

function WaitingCount() {
  const { state, waiting } = useDesk();
  const count = waiting.data?.length ?? state.data?.waiting ?? 0;
  const isOpen = state.data?.isOpen ?? true;
  return (
    <Link
      to="/desk"
      className={count > 0 ? 'top-waiting has-some' : 'top-waiting'}
      aria-label={COPY.shell.waitingAria(count)}
    >
      <ClockCircleOutlined />
      <span className="top-waiting-long">
        {isOpen || count > 0 ? COPY.shell.waiting(count) : COPY.shell.closedDesk}
      </span>
      <span className="top-waiting-short">{count}</span>
    </Link>
  );
}

function ConnectionState() {
  const events = useContext(EventsContext);
  const status = useSyncExternalStore(
    events?.watchStatus ?? noWatch,
    () => events?.status ?? 'connecting',
  );
  const text = COPY.shell.connection[status];
  return (
    <Tooltip title={text}>
      <span className="connection-state" role="status" aria-label={text}>
        <i className={`connection connection-${status}`} />
        {status === 'broken' && <span>{COPY.shell.reconnecting}</span>}
      </span>
    </Tooltip>
  );
}

const noWatch = (): (() => void) => () => undefined;

function readAlerts() {
  return { sound: isAlertOn('sound'), notification: isAlertOn('notification') };
}

function AccountMenu({ look }: { readonly look: ReturnType<typeof useTheme> }) {
  const { me, signOut } = useSession();
  const { message } = App.useApp();
  const [isChanging, setChanging] = useState(false);
  const [alerts, setAlerts] = useState(readAlerts);
  const leave = useAction(signOut);
  const toggle = useAction(async (kind: 'sound' | 'notification') => {
    const isSet = (await setAlert(kind, !alerts[kind])) === 'set';
    setAlerts(readAlerts());
    if (!isSet) void message.warning(COPY.shell.notificationsBlocked);
  });
  const items: MenuProps['items'] = [
    {
      key: 'who',
      label: (
        <span className="account-who">
          <strong>{me.displayName}</strong> {COPY.shell.roles[me.role]}
        </span>
      ),
      disabled: true,
    },
    { type: 'divider' },
    {
      key: 'theme',
      icon: <BulbOutlined />,
      label: COPY.shell.themeTitle,
      children: THEMES.map((choice) => ({ key: choice, label: COPY.shell.theme[choice] })),
    },
    {
      key: 'sound',
      icon: <SoundOutlined />,
      label: `${COPY.shell.sound}：${COPY.shell.onOff(alerts.sound)}`,
    },
    {
      key: 'notification',
      icon: <BellOutlined />,
      label: `${COPY.shell.notifications}：${COPY.shell.onOff(alerts.notification)}`,
    },
    { key: 'shortcuts', icon: <QuestionCircleOutlined />, label: COPY.shell.shortcuts },
    { key: 'password', icon: <KeyOutlined />, label: COPY.shell.changePassword },
    { type: 'divider' },
    { key: 'leave', icon: <LogoutOutlined />, label: COPY.shell.signOut },
  ];
  const act = (key: string): void => {
    const choice = THEMES.find((known) => known === key);
    if (choice !== undefined) look.choose(choice);
    if (key === 'shortcuts') openShortcutList();
    if (key === 'password') setChanging(true);
    // Neither rejects: what goes wrong is shown.
    if (key === 'leave') void leave.run();
    if (key === 'sound' || key === 'notification') void toggle.run(key);
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        // The browser may have been asked elsewhere meanwhile.
        onOpenChange={() => setAlerts(readAlerts())}
        menu={{ items, selectedKeys: [look.choice], onClick: ({ key }) => act(key) }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={COPY.shell.account(me.displayName)}>
          <span className="account-name">{me.displayName}</span>
        </Button>
      </Dropdown>
      <PasswordDialog isOpen={isChanging} onClose={() => setChanging(false)} />
    </>
  );
}
