/** Keys of our own menu at an Official Account. What each stands for in words is in flows/copy/wechat-inbound.ts. */
export const MENU_KEYS = [
  'FNOL',
  'RESCUE',
  'CLAIM',
  'DOCUMENTS',
  'POLICY',
  'COMPLAINT',
  'AGENT',
] as const;
export type MenuKey = (typeof MENU_KEYS)[number];

/** The key as one of ours; undefined when somebody made another menu in WeChat's own console. */
export function menuKeyOf(key: string): MenuKey | undefined {
  return MENU_KEYS.find((one) => one === key);
}
