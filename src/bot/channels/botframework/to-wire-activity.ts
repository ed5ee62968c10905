import type { Activity, Attachment } from '../../../domain/activity.ts';

/** Content types that every Bot Framework client knows how to show, or shows as a link. */
const CARDS = /^application\/vnd\.microsoft\.(card|teams\.card)\./;

/**
 * Our activity as other channels may have it: without cards that only our own page draws, whose text is
 * complete without them, and without what names our files.
 */
export function toWireActivity(activity: Activity): Activity {
  const { attachments, channelData: _ours, ...rest } = activity;
  const shown = (attachments ?? []).filter(isShownElsewhere);
  return shown.length === 0 ? rest : { ...rest, attachments: shown };
}

function isShownElsewhere(attachment: Attachment): boolean {
  return CARDS.test(attachment.contentType) || attachment.contentUrl !== undefined;
}
