import { z } from 'zod/mini';
import { type CardPayload, cardSchema } from '../../../server/contract/card.ts';
import type { Place } from '../place/locate.ts';
import type { Attachment, HeroCard, Message, Serving } from './model.ts';

const text = z.optional(z.nullable(z.string()));

const action = z.object({ type: text, title: text, value: z.optional(z.unknown()) });

const attachmentSchema = z.object({
  contentType: z.string(),
  contentUrl: text,
  thumbnailUrl: text,
  name: text,
  content: z.optional(z.unknown()),
});

const heroSchema = z.object({
  title: text,
  subtitle: text,
  text,
  images: z.catch(z.optional(z.array(z.object({ url: z.string() }))), undefined),
  buttons: z.catch(z.optional(z.array(action)), undefined),
});

const placeSchema = z.object({
  type: z.literal('Place'),
  geo: z.object({ latitude: z.number(), longitude: z.number() }),
});

const activitySchema = z.object({
  type: z.string(),
  name: text,
  value: z.optional(z.unknown()),
  id: text,
  timestamp: text,
  from: z.catch(z.object({ id: text, name: text, role: text }), {}),
  text,
  attachments: z.catch(z.optional(z.nullable(z.array(z.unknown()))), undefined),
  entities: z.catch(z.optional(z.nullable(z.array(z.unknown()))), undefined),
  suggestedActions: z.catch(
    z.optional(z.nullable(z.object({ actions: z.array(action) }))),
    undefined,
  ),
  channelData: z.catch(
    z.optional(
      z.nullable(
        z.object({
          clientActivityID: text,
          careline: z.catch(
            z.optional(
              z.object({
                card: z.optional(z.unknown()),
                generatedBy: text,
                author: text,
                scale: z.optional(z.unknown()),
                serving: text,
              }),
            ),
            undefined,
          ),
        }),
      ),
    ),
    undefined,
  ),
});

type Activity = z.infer<typeof activitySchema>;

/** What one activity means for the page. */
export type Arrival =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'typing' }
  | { readonly kind: 'serving'; readonly id: string; readonly serving: Serving }
  | { readonly kind: 'other' };

const HERO = 'application/vnd.microsoft.card.hero';
/** Cards of every kind: they hold content, where a file has an address. */
const CARD_TYPE = 'application/vnd.microsoft.card.';

/**
 * Reads one activity. What does not parse is `other`: a customer is never shown an error for it.
 * `arrivedAt` (ms) stands in for a missing timestamp.
 */
export function readActivity(raw: unknown, userId: string, arrivedAt: number): Arrival {
  const parsed = activitySchema.safeParse(raw);
  if (!parsed.success) return { kind: 'other' };
  const activity = parsed.data;
  const isMine = activity.from.role === 'user' || activity.from.id === userId;
  if (activity.type === 'typing') return isMine ? { kind: 'other' } : { kind: 'typing' };
  if (activity.type === 'event' && !isMine) return readEvent(activity);
  if (activity.type !== 'message' || !activity.id) return { kind: 'other' };
  const message = readMessage(activity, activity.id, isMine, arrivedAt);
  return isBlank(message) ? { kind: 'other' } : { kind: 'message', message };
}

const statusSchema = z.object({ state: z.string(), agentName: text });

/** How the hand-off stands, in Bot Framework's words. */
function readEvent({ id, name, value }: Activity): Arrival {
  const parsed = statusSchema.safeParse(value);
  if (!id || name !== 'handoff.status' || !parsed.success) return { kind: 'other' };
  const { state, agentName } = parsed.data;
  if (state !== 'accepted') return { kind: 'serving', id, serving: { who: 'bot' } };
  return {
    kind: 'serving',
    id,
    serving: { who: 'agent', ...(agentName ? { name: agentName } : {}) },
  };
}

function readMessage(activity: Activity, id: string, isMine: boolean, arrivedAt: number): Message {
  const careline = activity.channelData?.careline;
  const clientId = isMine ? activity.channelData?.clientActivityID : undefined;
  const card = readCard(careline?.card);
  const isAgent = careline?.author === 'agent' || careline?.generatedBy === 'person';
  const isSystem = careline?.author === 'system';
  const agentName = (isAgent && activity.from.name) || undefined;
  const attachments = readAttachments(activity.attachments ?? []);
  const place = isMine ? readPlace(activity.entities ?? []) : undefined;
  return {
    id,
    key: clientId || id,
    from: isMine ? 'me' : isAgent ? 'agent' : isSystem ? 'system' : 'bot',
    ...(agentName ? { agentName } : {}),
    ...readServing(isAgent, careline?.serving, agentName),
    at: Date.parse(activity.timestamp ?? '') || arrivedAt,
    text: (activity.text ?? '').trim(),
    isModelWritten: careline?.generatedBy === 'model',
    ...(card === undefined ? {} : { card }),
    ...(place === undefined ? {} : { place }),
    // Cards we do not draw are dropped: their text stands beside them.
    attachments: attachments.filter((one) => !one.contentType.startsWith(CARD_TYPE)).map(asFile),
    // Our card says the same as the standard attachment made from it for the stock clients.
    heroes: card === undefined ? attachments.flatMap(readHero) : [],
    quickReplies: isMine ? [] : readQuickReplies(activity),
    isScale: careline?.scale === true,
    ...(clientId ? { clientId } : {}),
  };
}

function readServing(
  isAgent: boolean,
  said: string | null | undefined,
  name: string | undefined,
): { readonly serving?: Serving } {
  if (isAgent) return { serving: { who: 'agent', ...(name ? { name } : {}) } };
  return said === 'queue' || said === 'bot' ? { serving: { who: said } } : {};
}

function isBlank(message: Message): boolean {
  const { text: words, card, place, attachments, heroes, quickReplies } = message;
  return (
    words === '' &&
    card === undefined &&
    place === undefined &&
    attachments.length + heroes.length + quickReplies.length === 0
  );
}

function readCard(raw: unknown): CardPayload | undefined {
  const parsed = cardSchema.safeParse(raw);
  return parsed.success ? parsed.data : undefined;
}

function readPlace(entities: readonly unknown[]): Place | undefined {
  for (const entity of entities) {
    const parsed = placeSchema.safeParse(entity);
    if (parsed.success) return parsed.data.geo;
  }
  return undefined;
}

type RawAttachment = z.infer<typeof attachmentSchema>;

function readAttachments(raw: readonly unknown[]): readonly RawAttachment[] {
  return raw.flatMap((one) => {
    const parsed = attachmentSchema.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

function asFile(raw: RawAttachment): Attachment {
  const contentUrl = safeUrl(raw.contentUrl);
  const thumbnailUrl = safeUrl(raw.thumbnailUrl);
  return {
    contentType: raw.contentType,
    ...(contentUrl === undefined ? {} : { contentUrl }),
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    ...(raw.name ? { name: raw.name } : {}),
  };
}

function readHero(raw: RawAttachment): readonly HeroCard[] {
  if (raw.contentType !== HERO) return [];
  const parsed = heroSchema.safeParse(raw.content);
  if (!parsed.success) return [];
  const { title, subtitle, text: words, images, buttons } = parsed.data;
  const imageUrl = safeUrl(images?.[0]?.url);
  return [
    {
      ...(title ? { title } : {}),
      ...(subtitle ? { subtitle } : {}),
      ...(words ? { text: words } : {}),
      ...(imageUrl === undefined ? {} : { imageUrl }),
      buttons: (buttons ?? []).flatMap(readButton),
    },
  ];
}

function readButton(raw: z.infer<typeof action>): HeroCard['buttons'] {
  const label = raw.title ?? '';
  const value = typeof raw.value === 'string' ? raw.value : label;
  if (label === '' && value === '') return [];
  if (raw.type === 'call') return [{ label, href: `tel:${value.replace(/^tel:/, '')}` }];
  if (raw.type === 'openUrl') {
    const href = safeUrl(value);
    return href === undefined ? [] : [{ label, href }];
  }
  return [{ label: label || value, say: value }];
}

function readQuickReplies(activity: Activity): readonly string[] {
  return (activity.suggestedActions?.actions ?? [])
    .map((one) => one.title || (typeof one.value === 'string' ? one.value : ''))
    .filter((label) => label !== '');
}

/** Web addresses and pictures only: a `javascript:` link in a message must stay a dead word. */
function safeUrl(url: string | null | undefined): string | undefined {
  if (!url) return undefined;
  if (/^data:image\/(png|jpeg|webp|gif);/i.test(url) || url.startsWith('/')) return url;
  return /^https?:\/\//i.test(url) ? url : undefined;
}
