/** What a browser may show in place; everything else is saved to disk. */
const SHOWN_INLINE: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
]);

/** The headers of a stored file: whatever somebody uploaded, it never runs as a page of ours. */
export function fileHeaders(file: {
  readonly name: string;
  readonly contentType: string;
}): Readonly<Record<string, string>> {
  const disposition = SHOWN_INLINE.has(file.contentType) ? 'inline' : 'attachment';
  return {
    'content-type': file.contentType,
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeName(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  };
}

/** RFC 8187: what encodeURIComponent leaves and the header does not allow. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
