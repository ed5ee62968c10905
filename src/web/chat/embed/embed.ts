import { EMBED_COPY } from '../copy.ts';
import { type Launcher, makeLauncher } from './launcher.ts';
import type { ToPage } from './messages.ts';

/** What an insurer's site can call once the script has run. */
export interface CarelineChat {
  open(): void;
  close(): void;
  /** Tells who the visitor is: a token signed by the site's server (IDENTITY_TOKEN_SECRET). */
  identify(identityToken: string): void;
}

declare global {
  interface Window {
    CarelineChat?: CarelineChat;
  }
}

function start(script: HTMLScriptElement): void {
  if (window.CarelineChat !== undefined) return;
  const pageUrl = new URL('./', script.src);
  let identityToken = script.dataset['identityToken'];
  let launcher: Launcher | undefined;
  // Only ever to the desk's own origin: the token says who somebody is.
  const tell = (message: ToPage): void =>
    launcher?.frame()?.contentWindow?.postMessage(message, pageUrl.origin);

  launcher = makeLauncher({
    pageUrl: pageUrl.href,
    title: script.dataset['title'] || EMBED_COPY.title,
    color: script.dataset['color'] || '#1456d9',
    side: script.dataset['position'] === 'left' ? 'left' : 'right',
    onToggle: (isOpen) => tell({ kind: 'careline:shown', isOpen }),
  });
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const frame = launcher?.frame();
    if (event.origin !== pageUrl.origin || frame?.contentWindow !== event.source) return;
    const message: unknown = event.data;
    if (typeof message !== 'object' || message === null || !('kind' in message)) return;
    if (message.kind === 'careline:ready') {
      tell({ kind: 'careline:hello', ...(identityToken ? { identityToken } : {}) });
      tell({ kind: 'careline:shown', isOpen: launcher?.isOpen() ?? false });
    }
    if (message.kind === 'careline:close') launcher?.close();
    if (message.kind === 'careline:unread' && 'count' in message) {
      launcher?.badge(Number(message.count) || 0);
    }
  });
  window.CarelineChat = {
    open: () => launcher?.open(),
    close: () => launcher?.close(),
    identify: (token) => {
      identityToken = token;
      tell({ kind: 'careline:identify', identityToken: token });
    },
  };
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body === null) document.addEventListener('DOMContentLoaded', () => start(script));
  else start(script);
}
