import type { Activity } from '../../../domain/activity.ts';
import type { Reply } from '../../../domain/reply.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import { renderCard } from './render-card.ts';

/**
 * The mark that Web Chat shows as "AI-generated".
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content (read 2026-11-22)
 */
const AI_GENERATED_ENTITY = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  additionalType: ['AIGeneratedContent'],
} as const;

/** A reply as an activity: our page draws `channelData.careline.card`, stock clients the attachment. */
export function renderReply(reply: Reply): Activity {
  const { quickReplies, isScale, card, generatedBy = 'template' } = reply;
  return {
    type: 'message',
    text: reply.text,
    // Markdown would read customers' data as markup (directline.md 1b).
    textFormat: 'plain',
    ...(quickReplies !== undefined &&
      quickReplies.length > 0 && {
        suggestedActions: { actions: quickReplies.map(({ label }) => imBack(label)) },
      }),
    ...(card !== undefined && { attachments: [renderCard(card)] }),
    ...(generatedBy === 'model' && { entities: [AI_GENERATED_ENTITY] }),
    channelData: {
      careline: {
        generatedBy,
        ...(isJsonObject(card) && { card }),
        ...(isScale === true && { scale: true }),
      },
    },
  };
}

function imBack(label: string): JsonObject {
  return { type: 'imBack', title: label, value: label };
}
