/** Text that a browser keeps. What is forbidden or full is done without. */
export interface TextStore {
  read(key: string): string | undefined;
  write(key: string, text: string | undefined): void;
  /** Forgets everything of the console's. */
  clear(): void;
}

const PREFIX = 'careline.console.';

/** `local` outlives the browser: settings. `session` ends with the tab: drafts, which may hold personal data. */
export function openStore(kind: 'local' | 'session'): TextStore {
  const open = (): Storage => (kind === 'local' ? localStorage : sessionStorage);
  return {
    read: (key) => attempt(() => open().getItem(PREFIX + key)) ?? undefined,
    write: (key, text) => {
      attempt(() =>
        text === undefined ? open().removeItem(PREFIX + key) : open().setItem(PREFIX + key, text),
      );
    },
    clear: () => {
      attempt(() => {
        const all = open();
        for (const key of Object.keys(all)) if (key.startsWith(PREFIX)) all.removeItem(key);
      });
    },
  };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
