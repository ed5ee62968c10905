import { z } from 'zod';

const BAR_MAX = 3;
const BELOW_MAX = 5;
const bytes = (text: string): number => Buffer.byteLength(text);

const leaf = z.object({
  type: z.string().optional(),
  name: z.string(),
  key: z.string().optional(),
  url: z.string().optional(),
});
const menuSchema = z.object({
  button: z.array(leaf.extend({ sub_button: z.array(leaf).optional() })),
});

/** The errcode of a menu that WeChat would not take (40015 to 40027). */
export function checkMenuBar(body: unknown): number | undefined {
  const parsed = menuSchema.safeParse(body);
  if (!parsed.success) return 40_015;
  const { button } = parsed.data;
  if (button.length === 0 || button.length > BAR_MAX) return 40_016;
  for (const one of button) {
    if (one.name === '' || bytes(one.name) > 16) return 40_018;
    const below = one.sub_button ?? [];
    if (below.length > BELOW_MAX) return 40_023;
    if (below.some((item) => item.name === '' || bytes(item.name) > 60)) return 40_025;
    const targets = below.length > 0 ? below : [one];
    const refusal = targets.map(checkTarget).find((code) => code !== undefined);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function checkTarget(item: z.infer<typeof leaf>): number | undefined {
  switch (item.type) {
    case 'click':
      return item.key === undefined || item.key === '' || bytes(item.key) > 128
        ? 40_019
        : undefined;
    case 'view':
    case 'miniprogram':
      return item.url === undefined || item.url === '' || bytes(item.url) > 1_024
        ? 40_020
        : undefined;
    default:
      return 40_017;
  }
}
