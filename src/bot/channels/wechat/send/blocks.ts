import type { Activity, Attachment } from '../../../../domain/activity.ts';
import type { WechatKind } from '../../../../domain/wechat/account.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import type { Id } from '../../../../lib/ids.ts';
import { field, textField } from '../../../../lib/json.ts';
import { textOf } from './plain-text.ts';

/** A piece of what is said, before it is fitted into messages. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** What one may answer with a tap. `isScale`: five steps, the best first, whose number is a score. */
  | { readonly kind: 'options'; readonly labels: readonly string[]; readonly isScale: boolean }
  | {
      readonly kind: 'media';
      readonly media: 'image' | 'voice' | 'video' | 'file';
      readonly fileId: Id<'file'>;
      readonly name: string;
      readonly link?: string;
    };

export interface BlockOptions {
  readonly kind: WechatKind;
  /** A signed address of a file that the customer can open; undefined: there is none. */
  readonly fileLink?: (id: Id<'file'>) => string | undefined;
}

/** Images that both protocols take as such (wechat.md 3.8, 4.5); everything else is a file. */
const IMAGES = ['image/jpeg', 'image/png'];

/** What the activities say, in their order. Cards are left out: the text is complete without them. */
export function toBlocks(activities: readonly Activity[], options: BlockOptions): readonly Block[] {
  return activities.flatMap((activity, index) =>
    blocksOf(activity, { ...options, isLast: index === activities.length - 1 }),
  );
}

/** Taps answer the last thing said; those of an earlier one are lines of its text. */
function blocksOf(
  activity: Activity,
  options: BlockOptions & { readonly isLast: boolean },
): readonly Block[] {
  const labels = labelsOf(activity);
  const isScale = field(field(activity.channelData, 'careline'), 'scale') === true;
  const lines = options.isLast ? [] : labels.map((label) => copy.wechat.choice(label));
  const text = [textOf(activity), ...lines].filter((line) => line !== '').join('\n');
  return [
    ...(text === '' ? [] : [{ kind: 'text', text } as const]),
    ...(options.isLast && labels.length > 0 ? [{ kind: 'options', labels, isScale } as const] : []),
    ...(activity.attachments ?? []).flatMap((attachment) => blocksOfFile(attachment, options)),
  ];
}

function labelsOf({ suggestedActions }: Activity): readonly string[] {
  const labels = (suggestedActions?.actions ?? []).map(
    (action) => textField(action, 'title') ?? textField(action, 'value') ?? '',
  );
  return labels.map((label) => label.trim()).filter((label) => label !== '');
}

function blocksOfFile(
  { contentType, fileId, name, contentUrl }: Attachment,
  { kind, fileLink }: BlockOptions,
): readonly Block[] {
  if (fileId === undefined) {
    const isLink = contentUrl !== undefined && /^https?:\/\//.test(contentUrl);
    return isLink ? [{ kind: 'text', text: copy.wechat.file(name, contentUrl) }] : [];
  }
  const link = fileLink?.(fileId);
  const media = IMAGES.includes(contentType) ? 'image' : 'file';
  if (media === 'file' && kind === 'official-account') {
    return [{ kind: 'text', text: copy.wechat.file(name, link) }];
  }
  const shown = name ?? copy.wechat.unnamedFile;
  return [{ kind: 'media', media, fileId, name: shown, ...(link !== undefined && { link }) }];
}
