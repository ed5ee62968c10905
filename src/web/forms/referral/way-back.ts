/** Keeps the friend's own way back on their phone, so that the link shows it when they open it again. */
export interface WayBack {
  read(): string | undefined;
  keep(token: string): void;
  forget(): void;
}

/** In some private windows and in WeChat with cookies off there is no storage: then it lasts as long as the page. */
export function openWayBack(code: string): WayBack {
  const key = `careline-referral-${code}`;
  const quietly = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  return {
    read: () => quietly(() => window.localStorage.getItem(key)) ?? undefined,
    keep: (token) => quietly(() => window.localStorage.setItem(key, token)),
    forget: () => quietly(() => window.localStorage.removeItem(key)),
  };
}
