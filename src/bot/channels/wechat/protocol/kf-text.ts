import { z } from 'zod';
import { cleanText } from '../../web/clean-json.ts';

/** An id or a name in WeCom's JSON: a number as text, clean, absent when it is empty or of another type. */
export const kfText = z
  .union([z.string(), z.number()])
  .transform((value) => cleanText(String(value)).trim() || undefined)
  .optional()
  .catch(undefined);
