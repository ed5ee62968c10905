import { useEffect } from 'react';
import { brandPalette } from '../chat/brand-palette.ts';

/** The insurer as the server wrote it into index.html; empty where it did not. */
export interface FormBrand {
  readonly name: string;
  readonly hotline: string;
  readonly color: string;
  readonly logoUrl: string;
}

export function readBrand(page: Document): FormBrand {
  const meta = (name: string): string => {
    const content = page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
    return content.startsWith('{{') ? '' : content;
  };
  return {
    name: meta('careline-brand-name'),
    hotline: meta('careline-brand-hotline'),
    color: meta('theme-color'),
    logoUrl: meta('careline-brand-logo'),
  };
}

/** Paints the page in the insurer's colour. */
export function useBrandColor(color: string): void {
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const paint = (): void => {
      const palette = brandPalette(color, dark.matches ? 'dark' : 'light');
      const { style } = document.documentElement;
      style.setProperty('--brand', palette.brand);
      style.setProperty('--on-brand', palette.onBrand);
      style.setProperty('--ink', palette.ink);
      style.setProperty('--tint', palette.tint);
    };
    paint();
    // Safari 13 has no addEventListener here; there the page keeps the colours it opened with.
    dark.addEventListener?.('change', paint);
    return () => dark.removeEventListener?.('change', paint);
  }, [color]);
}
