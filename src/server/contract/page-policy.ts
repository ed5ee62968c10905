/** What the page shows of the insurer before it has asked the server anything. */
export interface PageBrand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly hotline: string;
  readonly logoUrl?: string | undefined;
}

/**
 * Headers of the customers' page. No inline script or style, nothing from another host;
 * `blob:` and `data:` images are previews of the customer's own photos.
 */
export const PAGE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(self), payment=()',
  'cache-control': 'no-cache',
} as const;

/** Files with a hash in their name (`/assets/*`) never change. */
export const ASSET_CACHE_CONTROL = 'public, max-age=31536000, immutable';

/** `/embed.js` keeps its name across versions: an insurer's site asks again after five minutes. */
export const EMBED_CACHE_CONTROL = 'public, max-age=300';

export interface PagePolicyOptions {
  /** Sites that may show the page in a frame: origins, or `*` for any (ALLOWED_ORIGINS). */
  readonly allowedOrigins: readonly string[];
  /** Other hosts the page may show images from, such as that of the insurer's logo. */
  readonly imageOrigins?: readonly string[];
}

/** The page's `content-security-policy`. */
export function pageContentSecurityPolicy(options: PagePolicyOptions): string {
  const images = ["'self'", 'data:', 'blob:', ...(options.imageOrigins ?? [])];
  // `'self'` does not cover web sockets in Safari before 15.4; customers' phones are old.
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src ${images.join(' ')}`,
    "connect-src 'self' ws: wss:",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${["'self'", ...options.allowedOrigins].join(' ')}`,
  ].join('; ');
}

/**
 * Headers of the pages behind the links of messages. Their address is a secret: no other site, no search engine and no
 * cache on the way may learn it.
 */
export const FORM_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cache-control': 'no-store',
} as const;

/** The `content-security-policy` of these pages. A ticket's QR code is a `data:` image. */
export function formContentSecurityPolicy(imageOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${["'self'", 'data:', ...imageOrigins].join(' ')}`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of the agents' console: nobody frames it, and its addresses are told to nobody. */
export const CONSOLE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cache-control': 'no-store',
} as const;

/**
 * The console's `content-security-policy`. Scripts come from here only; antd writes its styles while it runs, so
 * they carry the nonce of this answer. A `style` attribute in HTML text stays forbidden: charts draw their
 * tooltips on the canvas (`renderMode: 'richText'`). `blob:` images are previews of what an agent is about to send.
 */
export function consoleContentSecurityPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    // Voice and video that customers sent.
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Puts the brand into the built index.html, so that even a page whose script fails names the hotline. */
export function fillPage(html: string, brand: PageBrand): string {
  const values: Readonly<Record<string, string>> = {
    BRAND_NAME: brand.name,
    BRAND_COLOR: brand.color,
    BRAND_HOTLINE: brand.hotline,
    BRAND_LOGO: brand.logoUrl ?? '',
  };
  return html.replace(/\{\{(BRAND_[A-Z]+)\}\}/g, (placeholder, key: string) =>
    escapeHtml(values[key] ?? placeholder),
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
