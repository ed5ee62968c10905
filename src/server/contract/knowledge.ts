import { z } from 'zod';
import { ARTICLE_CATEGORIES } from '../../domain/knowledge/article.ts';
import { ARTICLE_STATUSES } from '../../domain/knowledge/record.ts';
import { instant, pageQuery, shortText } from './common.ts';

/** A slug's form: it stands in addresses and in stored taps. */
export const articleParams = z.object({
  slug: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens'),
});

export const articleQuery = pageQuery.extend({
  /** A part of the title, the words or the slug. */
  q: shortText(100).optional(),
  status: z.enum(ARTICLE_STATUSES).optional(),
});

/** `PUT /knowledge/:slug`: the whole text. It is a draft until somebody else publishes it. */
export const articleInput = z.object({
  /** Also the label of a tap, so it is short. */
  title: shortText(20),
  category: z.enum(ARTICLE_CATEGORIES),
  /** Ways in which people ask for it. */
  questions: z.array(shortText(100)).min(1).max(20),
  /** Plain text; paragraphs are separated by line breaks. */
  body: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine((text) => text.length >= 20 && text.length <= 1_000, 'use 20 to 1000 characters')
    .refine((text) => !/(?!\n)[\p{Cc}\p{Cs}]/u.test(text), 'remove control characters'),
  /** The law or clause that it rests on. */
  basis: shortText(200).exactOptional(),
  keywords: z.array(shortText(30)).max(40).default([]),
  /** The version that was read before; 409 when it has changed since. */
  version: z.int().positive().exactOptional(),
});

/** `POST /knowledge/:slug/publish`: the version that was reviewed. */
export const publishInput = z.object({ version: z.int().positive() });

export const article = z.object({
  slug: z.string(),
  title: z.string(),
  category: z.enum(ARTICLE_CATEGORIES),
  questions: z.array(z.string()),
  body: z.string(),
  basis: z.string().nullable(),
  keywords: z.array(z.string()),
  status: z.enum(ARTICLE_STATUSES),
  /** What customers read; null when they read none. */
  publishedVersion: z.number().int().nullable(),
  author: z.string(),
  reviewer: z.string().nullable(),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});
