import { type ToHost, type ToPage, toPageSchema } from './messages.ts';

/** The page's end of the talk with the site it is embedded in. */
export interface HostBridge {
  tell(message: ToHost): void;
  /** Resolves with the identity token the site has ready, or undefined after a short wait. */
  hello(): Promise<string | undefined>;
  /** Called for every later message of the site. */
  listen(listener: (message: ToPage) => void): () => void;
}

/** A site that does not answer must not keep the customer waiting. */
const HELLO_WITHIN_MS = 1_000;

/** Undefined when the page stands alone. */
export function openHostBridge(page: Window): HostBridge | undefined {
  if (page.parent === page) return undefined;
  const hostOrigin = readHostOrigin(page);
  const read = (event: MessageEvent<unknown>): ToPage | undefined => {
    // Only our parent window, and only from the site that embeds us, may say who the visitor is.
    if (event.source !== page.parent) return undefined;
    if (hostOrigin !== undefined && event.origin !== hostOrigin) return undefined;
    const parsed = toPageSchema.safeParse(event.data);
    return parsed.success ? parsed.data : undefined;
  };
  const listen: HostBridge['listen'] = (listener) => {
    const onMessage = (event: MessageEvent<unknown>): void => {
      const message = read(event);
      if (message !== undefined) listener(message);
    };
    page.addEventListener('message', onMessage);
    return () => page.removeEventListener('message', onMessage);
  };
  // Without a known origin the target is `*`: these messages hold nothing private.
  const tell: HostBridge['tell'] = (message) => page.parent.postMessage(message, hostOrigin ?? '*');
  return { tell, listen, hello: () => greet({ tell, listen }) };
}

function greet(bridge: Pick<HostBridge, 'tell' | 'listen'>): Promise<string | undefined> {
  return new Promise((resolve) => {
    const finish = (identityToken?: string): void => {
      clearTimeout(timer);
      stop();
      resolve(identityToken);
    };
    const timer = setTimeout(finish, HELLO_WITHIN_MS);
    const stop = bridge.listen((message) => {
      if (message.kind === 'careline:hello') finish(message.identityToken);
    });
    bridge.tell({ kind: 'careline:ready' });
  });
}

/** The embedding site's origin: Chromium and Safari list it, elsewhere the referrer tells. */
function readHostOrigin(page: Window): string | undefined {
  const listed = page.location.ancestorOrigins?.[0];
  if (listed !== undefined) return listed;
  try {
    return new URL(page.document.referrer).origin;
  } catch {
    return undefined;
  }
}
