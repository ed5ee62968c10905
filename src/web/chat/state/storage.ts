import { z } from 'zod/mini';
import type { FontSize, Outgoing } from './model.ts';

/** What the page remembers on this device. A browser that forbids it gets memory for this visit. */
export interface PageStorage {
  visitor(): string | undefined;
  keepVisitor(visitor: string): void;
  fontSize(): FontSize;
  keepFontSize(size: FontSize): void;
  /** Words that were typed and not yet stored by the server, oldest first. */
  unsent(conversationId: string): readonly Outgoing[];
  keepUnsent(conversationId: string, outgoing: readonly Outgoing[]): void;
}

const fontSizeSchema = z.enum(['standard', 'large', 'huge']);
const unsentSchema = z.object({
  conversationId: z.string(),
  messages: z.array(z.object({ clientId: z.string(), at: z.number(), text: z.string() })),
});

const KEYS = { visitor: 'careline.visitor', fontSize: 'careline.font', unsent: 'careline.unsent' };

type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Keeps everything under `careline.*` keys of the given store. */
export function makePageStorage(store: TextStore): PageStorage {
  return {
    visitor: () => store.getItem(KEYS.visitor) ?? undefined,
    keepVisitor: (visitor) => store.setItem(KEYS.visitor, visitor),
    fontSize: () => {
      const parsed = fontSizeSchema.safeParse(store.getItem(KEYS.fontSize));
      return parsed.success ? parsed.data : 'standard';
    },
    keepFontSize: (size) => store.setItem(KEYS.fontSize, size),
    unsent: (conversationId) => {
      const parsed = unsentSchema.safeParse(readJson(store.getItem(KEYS.unsent)));
      if (!parsed.success || parsed.data.conversationId !== conversationId) return [];
      return parsed.data.messages.map((one) => ({ ...one, state: 'waiting', progress: 0 }));
    },
    keepUnsent: (conversationId, outgoing) => {
      const messages = outgoing
        // A place is kept nowhere on the device, and its words are nothing without it.
        .filter((one) => one.file === undefined && one.place === undefined && one.state !== 'sent')
        .map(({ clientId, at, text }) => ({ clientId, at, text }));
      if (messages.length === 0) store.removeItem(KEYS.unsent);
      else store.setItem(KEYS.unsent, JSON.stringify({ conversationId, messages }));
    },
  };
}

/** The browser's store where it works, else memory: private windows and blocked frames throw on use. */
export function openTextStore(): TextStore {
  try {
    const probe = 'careline.probe';
    window.localStorage.setItem(probe, '1');
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
