import { formatFull } from '../format.ts';

/** `2026-11-23T14:05` in Asia/Shanghai, as the browser's own field for a time wants it. */
export function toLocal(instant: string): string {
  return formatFull(instant).replace(' ', 'T');
}

/** What the field says as RFC 3339; undefined: nothing, or not yet a whole time. Shanghai knows no summer time. */
export function fromLocal(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return undefined;
  const at = new Date(`${text.slice(0, 16)}:00+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
