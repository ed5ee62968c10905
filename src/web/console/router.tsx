import { type AnchorHTMLAttributes, useSyncExternalStore } from 'react';

/** The console's pages live below this path. */
export const BASE_PATH = '/console';

export interface Place {
  /** Below the base, such as `/desk/con_1`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();
const tellAll = (): void => {
  for (const tell of listeners) tell();
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) window.addEventListener('popstate', tellAll);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', tellAll);
  };
}

/** Where the page is. */
export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  return readPlace(href);
}

/** The place that an address of ours names. */
export function readPlace(href: string): Place {
  const url = new URL(href, 'http://console');
  const below = url.pathname.startsWith(BASE_PATH) ? url.pathname.slice(BASE_PATH.length) : '';
  return { path: below === '' ? '/' : below, query: url.searchParams };
}

/** Goes to `/desk/con_1?x=y`, below the base. */
export function navigate(to: string, options: { readonly isReplace?: boolean } = {}): void {
  const href = BASE_PATH + to;
  if (href === location.pathname + location.search) return;
  if (options.isReplace === true) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  tellAll();
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly to: string };

/** A link inside the console; with a modifier key the browser opens a tab as usual. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={BASE_PATH + to}
      onClick={(event) => {
        onClick?.(event);
        const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
        if (event.defaultPrevented || event.button !== 0 || !isPlain) return;
        event.preventDefault();
        navigate(to);
      }}
    />
  );
}
