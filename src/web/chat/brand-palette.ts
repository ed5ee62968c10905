/** Colours made from the insurer's one colour so that text on them can be read (WCAG AA, 4.5 to 1). */
export interface BrandPalette {
  /** Fills: own bubbles, buttons. */
  readonly brand: string;
  /** Text on fills. */
  readonly onBrand: string;
  /** Links and icons on the page's surface. */
  readonly ink: string;
  /** A breath of the colour, for backgrounds. */
  readonly tint: string;
}

type Rgb = readonly [number, number, number];

const FALLBACK = '#1456d9';
const WHITE: Rgb = [255, 255, 255];
const NIGHT: Rgb = [27, 33, 43];
const CONTRAST_MIN = 4.5;
const STEP = 0.06;

/** `color` is `#rrggbb`; anything else counts as our blue. */
export function brandPalette(color: string, scheme: 'light' | 'dark'): BrandPalette {
  const base = readColor(color) ?? readColor(FALLBACK) ?? WHITE;
  const surface = scheme === 'light' ? WHITE : NIGHT;
  // White text is the expectation; a light brand colour is darkened until it carries it.
  const fill = towards(base, [0, 0, 0], (candidate) => contrast(candidate, WHITE));
  const ink = towards(base, scheme === 'light' ? [0, 0, 0] : WHITE, (candidate) =>
    contrast(candidate, surface),
  );
  return {
    brand: write(fill),
    onBrand: '#ffffff',
    ink: write(ink),
    tint: write(mix(surface, base, scheme === 'light' ? 0.08 : 0.2)),
  };
}

function towards(from: Rgb, to: Rgb, measure: (candidate: Rgb) => number): Rgb {
  for (let share = 0; share < 1; share += STEP) {
    const candidate = mix(from, to, share);
    if (measure(candidate) >= CONTRAST_MIN) return candidate;
  }
  return to;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2): number => Math.round(a[index] * (1 - share) + b[index] * share);
  return [at(0), at(1), at(2)];
}

/** Reads `#rrggbb`. */
export function readColor(text: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{6})$/i.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function write(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
