import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Result } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Waiting } from '../components/states.tsx';
import type { ConsolePage } from '../console-page.ts';
import { COPY } from '../copy.ts';
import { DeskProvider, useDesk } from '../desk-context.tsx';
import { DeskEvents } from '../events.ts';
import { findPage, menuOf } from '../pages.ts';
import { Link, navigate, usePlace } from '../router.tsx';
import { useSession } from '../session.ts';
import type { useTheme } from '../theme.ts';
import { EventsContext } from '../use-request.ts';
import { CrashGuard } from './crash-guard.tsx';
import { Menu } from './menu.tsx';
import { OfferCard } from './offer-card.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { TopBar } from './top-bar.tsx';

interface ShellProps {
  readonly brandName: string;
  readonly look: ReturnType<typeof useTheme>;
}

/** The console behind the sign-in: stream, menu, top bar, offer, page. */
export function Shell(props: ShellProps) {
  const { me } = useSession();
  const [events] = useState(() => new DeskEvents());
  // An auditor has no stream: nothing on their pages moves.
  const isMember = me.role !== 'auditor';
  useEffect(() => {
    if (!isMember) return undefined;
    events.start();
    return () => events.stop();
  }, [events, isMember]);
  return (
    <EventsContext value={events}>
      <DeskProvider>
        <Frame {...props} />
      </DeskProvider>
    </EventsContext>
  );
}

function Frame({ brandName, look }: ShellProps) {
  const { me } = useSession();
  const { path, query } = usePlace();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const found = findPage(path, me.role);
  const [home] = menuOf(me.role);
  useEffect(() => {
    if (path === '/' && home !== undefined) navigate(home.path, { isReplace: true });
  }, [path, home]);
  useTitle(brandName, found?.page);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu.
  useEffect(() => setMenuOpen(false), [path]);
  const menu = <Menu current={found?.page.path} />;
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {COPY.skipToPage}
      </a>
      <header className="shell-top">
        <Button
          className="shell-menu-button"
          type="text"
          icon={<MenuOutlined />}
          aria-label={COPY.shell.menu}
          onClick={() => setMenuOpen(true)}
        />
        <Link className="shell-brand" to="/" title={brandName}>
          <img src={ICON} alt="" width="24" height="24" />
          <span>{brandName}</span>
        </Link>
        <TopBar look={look} />
      </header>
      <nav className="shell-side" aria-label={COPY.shell.menu}>
        {menu}
      </nav>
      <Drawer
        open={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        placement="left"
        size={220}
        title={brandName}
        rootClassName="shell-drawer"
      >
        <nav aria-label={COPY.shell.menu}>{menu}</nav>
      </Drawer>
      <main className="shell-page" id="page" tabIndex={-1}>
        <CrashGuard key={found?.page.path ?? ''}>
          {found === undefined ? (
            path !== '/' && <NotFound />
          ) : (
            <LoadedPage page={found.page} rest={found.rest} query={query} />
          )}
        </CrashGuard>
      </main>
      <OfferCard />
      <ShortcutList />
    </div>
  );
}

const ICON = new URL('../icon.svg', import.meta.url).href;

const lazyPages = new Map<
  string,
  ReturnType<typeof lazy<Awaited<ReturnType<ConsolePage['load']>>['Page']>>
>();

/** The component of a page, made once: made anew it would forget its state. */
function lazyOf(page: ConsolePage) {
  const known = lazyPages.get(page.path);
  if (known !== undefined) return known;
  const made = lazy(async () => {
    try {
      return { default: (await page.load()).Page };
    } catch (error) {
      // Not kept: asked for once more it may come.
      lazyPages.delete(page.path);
      throw error;
    }
  });
  lazyPages.set(page.path, made);
  return made;
}

function LoadedPage(props: {
  readonly page: ConsolePage;
  readonly rest: string;
  readonly query: URLSearchParams;
}) {
  const Page = useMemo(() => lazyOf(props.page), [props.page]);
  return (
    <Suspense fallback={<Waiting />}>
      <Page rest={props.rest} query={props.query} />
    </Suspense>
  );
}

function NotFound() {
  return (
    <Result
      status="404"
      title={COPY.notFound.title}
      subTitle={COPY.notFound.text}
      extra={
        <Button type="primary" onClick={() => navigate('/')}>
          {COPY.notFound.back}
        </Button>
      }
    />
  );
}

/** The tab says which page it is and how many are offered: agents work with many tabs. */
function useTitle(brandName: string, page: ConsolePage | undefined): void {
  const { offers } = useDesk();
  useEffect(() => {
    const count = offers.length === 0 ? '' : `(${offers.length}) `;
    document.title = `${count}${page?.title ?? COPY.product} · ${brandName}`;
  }, [offers.length, page, brandName]);
}
