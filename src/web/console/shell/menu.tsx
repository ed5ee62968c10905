import { DownOutlined } from '@ant-design/icons';
import { useId, useState } from 'react';
import type { ConsolePage, PageGroup } from '../console-page.ts';
import { PAGE_GROUPS } from '../copy-admin/pages.ts';
import { useDesk } from '../desk-context.tsx';
import { menuOf } from '../pages.ts';
import { Link } from '../router.tsx';
import { useSession } from '../session.ts';
import { openStore } from '../storage.ts';

/** A menu of so many entries is a plain list; a longer one has headings that open and shut. */
const PLAIN_MAX = 10;
/** Open until somebody shuts them. */
const OPEN_FIRST: readonly PageGroup[] = ['work', 'cases'];
const GROUPS: readonly PageGroup[] = ['work', 'cases', 'care', 'manage', 'settings', 'system'];
const STORED_KEY = 'menu';

/** The pages of one's role. */
export function Menu({ current }: { readonly current: string | undefined }) {
  const { me } = useSession();
  const pages = menuOf(me.role);
  const [open, toggle] = useOpenGroups();
  if (pages.length <= PLAIN_MAX) return <Entries pages={pages} current={current} />;
  return (
    <>
      {GROUPS.map((group) => {
        const own = pages.filter((page) => page.group === group);
        // Where one is, is always in sight.
        const isHere = own.some(({ path }) => path === current);
        return own.length === 0 ? null : (
          <Group
            key={group}
            title={PAGE_GROUPS[group]}
            isOpen={isHere || open.includes(group)}
            toggle={() => toggle(group)}
          >
            <Entries pages={own} current={current} />
          </Group>
        );
      })}
    </>
  );
}

/** Which groups are open; this browser remembers it. */
function useOpenGroups(): readonly [readonly PageGroup[], (group: PageGroup) => void] {
  const [store] = useState(() => openStore('local'));
  const [open, setOpen] = useState<readonly PageGroup[]>(() => {
    const stored = store.read(STORED_KEY)?.split(' ');
    return stored === undefined ? OPEN_FIRST : GROUPS.filter((group) => stored.includes(group));
  });
  const toggle = (group: PageGroup): void => {
    const next = open.includes(group) ? open.filter((one) => one !== group) : [...open, group];
    store.write(STORED_KEY, next.join(' '));
    setOpen(next);
  };
  return [open, toggle];
}

interface GroupProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly children: React.ReactNode;
}

function Group({ title, isOpen, toggle, children }: GroupProps) {
  const id = useId();
  return (
    <div className="menu-group">
      <button
        type="button"
        className="menu-heading"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        {title}
        <DownOutlined rotate={isOpen ? 180 : 0} />
      </button>
      <div id={id} hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}

interface EntriesProps {
  readonly pages: readonly ConsolePage[];
  readonly current: string | undefined;
}

function Entries({ pages, current }: EntriesProps) {
  const { offers } = useDesk();
  return (
    <ul className="menu">
      {pages.map(({ path, title, icon: Icon }) => (
        <li key={path}>
          <Link
            to={path}
            className={path === current ? 'menu-item is-current' : 'menu-item'}
            aria-current={path === current ? 'page' : undefined}
          >
            <Icon />
            <span>{title}</span>
            {path === '/desk' && offers.length > 0 && <i className="menu-dot" />}
          </Link>
        </li>
      ))}
    </ul>
  );
}
