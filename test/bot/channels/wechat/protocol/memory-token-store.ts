import type { StoredToken, TokenStore } from '../../../../../src/domain/wechat/ports.ts';

interface Slot {
  token?: StoredToken;
  claim?: { readonly version: number; readonly until: Date };
}

/** Tokens of one process, by the rules of the real store; every call yields, as a database would. */
export function makeMemoryTokenStore(): TokenStore & { readonly claims: number[] } {
  const slots = new Map<string, Slot>();
  const claims: number[] = [];
  const slotOf = (account: string): Slot => {
    const slot = slots.get(account) ?? {};
    slots.set(account, slot);
    return slot;
  };
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    claims,
    read: async (account) => {
      await pause();
      return slotOf(account).token;
    },
    claimRefresh: async (account, version, { now, until }) => {
      await pause();
      const slot = slotOf(account);
      if ((slot.token?.version ?? 0) !== version) return false;
      if (slot.claim !== undefined && slot.claim.until > now) return false;
      slot.claim = { version, until };
      claims.push(version);
      return true;
    },
    save: async (account, token) => {
      await pause();
      const slot = slotOf(account);
      const saved = { ...token, version: (slot.token?.version ?? 0) + 1 };
      slots.set(account, { token: saved });
      return saved;
    },
    giveUp: async (account) => {
      await pause();
      delete slotOf(account).claim;
    },
  };
}
