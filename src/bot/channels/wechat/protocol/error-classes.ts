import type { WechatKind } from '../../../../domain/wechat/account.ts';
import { WECHAT_ERROR_CLASSES, type WechatErrorClass } from '../../../../domain/wechat/errors.ts';
import { CONTENT_RANGES, includes, REFUSAL_RANGES } from './error-ranges.ts';

type Table = ReadonlyMap<number, WechatErrorClass>;

/**
 * What an `errcode` other than 0 asks for, by its number: texts change and are translated. A code that is listed
 * nowhere here is `unknown`, which nothing repeats.
 */
export function classifyWechatCode(code: number, kind: WechatKind): WechatErrorClass {
  const known = (kind === 'kf' ? KF : OFFICIAL_ACCOUNT).get(code) ?? BOTH.get(code);
  if (known !== undefined) return known;
  if (includes(CONTENT_RANGES, code)) return 'content';
  return includes(REFUSAL_RANGES, code) ? 'config' : 'unknown';
}

function table(classes: Partial<Record<WechatErrorClass, readonly number[]>>): Table {
  const codes = new Map<number, WechatErrorClass>();
  for (const name of WECHAT_ERROR_CLASSES) {
    for (const code of classes[name] ?? []) codes.set(code, name);
  }
  return codes;
}

/** Codes that mean the same in both protocols (wechat.md 3.9, 4.7). */
const BOTH = table({
  // The server is busy, or we were too fast: nothing was done.
  retry: [-1, 6000, 45009, 45011, 45033, 81026],
  refresh_token: [40001, 40014, 42001],
});

/** The Official Account's own. */
const OFFICIAL_ACCOUNT = table({
  retry: [45066, 61450, 9001002],
  window_closed: [45015],
  // 43101: no consent left for a subscription notice. 43117: this customer had too many; later is no better today.
  quota: [45047, 43101, 43117],
  // Not following, blocked us, blocked by us, or never was.
  user_gone: [40003, 43004, 43005, 43019, 46004, 48002, 50005, 65302],
  // Somebody else of the account's customer service has this customer.
  state: [65414],
  // A mass message with this clientmsgid was taken; typing is shown already.
  duplicate: [45065, 45081],
  // Typing: no such command; nothing from the customer within 30 s.
  content: [45072, 45080],
});

/** WeCom's. A "user" of its general codes is a member of the company, never the customer. */
const KF = table({
  // The last ones belong to orders, calendars and clocks: the text asks to come again later.
  retry: [
    41063, 41079, 90304, 301022, 301064, 301096, 302005, 701022, 701033, 701081, 701085, 701134,
  ],
  // 95013: the session ended. 95031: not active within 48 hours.
  window_closed: [95002, 95013, 95031],
  // 41050, 41051: the one-shot code ran out, or the chat had begun; other grants are not concerned.
  quota: [95001, 41050, 41051],
  user_gone: [40096, 84061],
  // 95016, 95018: the session is in another state than the one this needs.
  state: [95016, 95018],
  // A welcome with this code is on its way.
  duplicate: [41096],
  // 95007: the doorbell's token ran out. 95008, 95009, 95030: the menu, or a kind that the account may not send.
  content: [40201, 40204, 95007, 95008, 95009, 95022, 95030],
  // The application was not paid for; an image's format with the Official Account.
  config: [40137],
});
