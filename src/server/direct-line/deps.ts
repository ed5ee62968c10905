import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import type { DirectLine } from './port.ts';
import type { Tokens } from './tokens.ts';

/** What the Direct Line routes need. */
export interface DirectLineDeps {
  readonly directLine: DirectLine;
  /** `makeTokens({ secret: DIRECT_LINE_SECRET, clock })`. */
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly random: Random;
  /** PUBLIC_URL; absent: taken from each request. */
  readonly publicUrl?: string | undefined;
  /** ALLOWED_ORIGINS: `*` or comma-separated origins. */
  readonly allowedOrigins: string;
  /** UPLOAD_BYTES_MAX: all files of one upload together. */
  readonly uploadBytesMax: number;
}
