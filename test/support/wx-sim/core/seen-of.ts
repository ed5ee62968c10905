import { z } from 'zod';
import type { SeenKind, SeenMessage, SeenOption } from '../types.ts';

type Shown = Pick<SeenMessage, 'kind' | 'text' | 'head' | 'tail' | 'options' | 'mediaId'>;

const text = z.string().default('');
/** `list` of a menu, of both protocols: the Official Account's options have no type. */
const listItem = z.union([
  z.object({ type: z.literal('click'), click: z.object({ id: text, content: z.string() }) }),
  z.object({ type: z.literal('view'), view: z.object({ url: z.string(), content: z.string() }) }),
  z.object({
    type: z.literal('miniprogram'),
    miniprogram: z.object({ content: z.string() }),
  }),
  z.object({ type: z.literal('text'), text: z.object({ content: z.string() }) }),
  z.object({ id: z.union([z.string(), z.number()]).transform(String), content: z.string() }),
]);

const bodySchema = z.object({
  msgtype: z.string(),
  text: z.object({ content: text }).optional(),
  msgmenu: z
    .object({ head_content: text, list: z.array(listItem).default([]), tail_content: text })
    .optional(),
  image: z.object({ media_id: z.string() }).optional(),
  voice: z.object({ media_id: z.string() }).optional(),
  video: z.object({ media_id: z.string() }).optional(),
  file: z.object({ media_id: z.string() }).optional(),
  link: z.object({ title: text, url: text }).optional(),
  location: z.object({ name: text, address: text }).optional(),
  news: z.object({ articles: z.array(z.object({ title: text, url: text })) }).optional(),
});
export type SendBody = z.infer<typeof bodySchema>;

/** The message of a send, or undefined when it has not even the form of one. */
export function readSendBody(body: unknown): SendBody | undefined {
  const parsed = bodySchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** The options as the phone shows them; lines of text and links are there without an id. */
export function optionsOf(body: SendBody): readonly SeenOption[] {
  return (body.msgmenu?.list ?? []).map(optionOf);
}

function optionOf(item: z.infer<typeof listItem>): SeenOption {
  if (!('type' in item)) return { id: item.id, label: item.content };
  switch (item.type) {
    case 'click':
      return { id: item.click.id, label: item.click.content };
    case 'view':
      return { id: '', label: item.view.content, url: item.view.url };
    case 'miniprogram':
      return { id: '', label: item.miniprogram.content };
    case 'text':
      return { id: '', label: item.text.content };
  }
}

const plain = (kind: SeenKind, words: string): Shown => ({ kind, text: words, options: [] });

/** What a phone shows of a message. */
export function seenOf(body: SendBody): Shown {
  const type = body.msgtype;
  if (type === 'text') return plain('text', body.text?.content ?? '');
  if (type === 'msgmenu' && body.msgmenu !== undefined) {
    const options = optionsOf(body);
    const { head_content: head, tail_content: tail } = body.msgmenu;
    const lines = [head, ...options.map((option) => option.label), tail];
    const all = lines.filter((line) => line !== '').join('\n');
    return { kind: 'menu', text: all, head, tail, options };
  }
  for (const kind of ['image', 'voice', 'video', 'file'] as const) {
    const mediaId = body[kind]?.media_id;
    if (type === kind && mediaId !== undefined) return { ...plain(kind, ''), mediaId };
  }
  if (type === 'link' && body.link !== undefined)
    return plain('link', `${body.link.title}\n${body.link.url}`);
  if (type === 'news' && body.news !== undefined) {
    return plain('link', body.news.articles.map((one) => `${one.title}\n${one.url}`).join('\n'));
  }
  if (type === 'location' && body.location !== undefined)
    return plain('location', body.location.name);
  return plain('other', type);
}
