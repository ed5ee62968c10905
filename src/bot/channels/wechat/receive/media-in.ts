import type { Attachment } from '../../../../domain/activity.ts';
import type { ApiFailure } from '../../../../domain/wechat/errors.ts';
import type { WechatMessageContent } from '../../../../domain/wechat/inbound.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import { cleanText } from '../../web/clean-json.ts';
import type { Place } from './conversation.ts';
import type { ReceiveDeps, SniffedFile } from './receive-deps.ts';
import type { ReceivingAccount } from './receiving-account.ts';

/** A message's file, stored by us, or the sign that there was one. */
export interface TakenMedia {
  readonly attachment: Attachment;
  /** Of a voice that was understood. */
  readonly transcript?: string;
}

export type MediaContent = Extract<WechatMessageContent, { readonly mediaId: string }>;

/** What fetching needs of receiving: any account that gives a file by its id. */
export type MediaDeps = Pick<
  ReceiveDeps,
  'files' | 'sniff' | 'transcribe' | 'fileBytesMax' | 'log'
> & {
  readonly accounts: ReadonlyMap<string, Pick<ReceivingAccount, 'downloadMedia'>>;
};

/** WeChat keeps media three days, but a customer waits: after so many tries the message goes on without it. */
const TRIES_MAX = 3;

const { fileNames, lostName } = copy.wechatInbound;
/** By what it was sent as; for what we could not look into. */
const TYPES = {
  image: 'image/*',
  voice: 'audio/*',
  video: 'video/*',
  file: 'application/*',
} as const;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'audio/amr': '.amr',
  'audio/mpeg': '.mp3',
  'video/mp4': '.mp4',
};

/**
 * Fetches a message's file at once and stores it as ours: WeChat's copy is gone in three days, and nobody else may ask
 * for it. `again`: the server did not give it now and may give it later. What it will never give, and what the desk
 * does not take, is told in the attachment, so that the customer is asked for it.
 */
export async function takeMedia(
  deps: MediaDeps,
  { row, conversationId, at }: Pick<Place, 'row' | 'conversationId' | 'at'>,
  content: MediaContent,
): Promise<TakenMedia | { readonly kind: 'again'; readonly reason: string }> {
  const { channelAccount } = row.inbound;
  const account = deps.accounts.get(channelAccount);
  if (account === undefined) throw new Error('a message of an account that is not in the settings');
  const got = await account.downloadMedia(content.mediaId, deps.fileBytesMax);
  if (got.kind === 'failed') {
    const mayCome = isPassing(got) && row.attempt < TRIES_MAX;
    if (mayCome) return { kind: 'again', reason: got.reason };
    const { reason, errorClass } = got;
    deps.log.warn({ conversationId, channelAccount, reason, errorClass }, 'a file never came');
    return lost(content, isTooLarge(got) ? 'size' : 'gone');
  }
  const file = await deps.sniff(nameOf(content, got.value.name), got.value.bytes);
  if (file === undefined) return lost(content, 'type');
  const named = { ...file, name: withExtension(file) };
  const fileId = await deps.files.save({ ...named, conversationId, at });
  const attachment = { contentType: named.contentType, name: named.name, fileId };
  const transcript = content.kind === 'voice' ? await transcribe(deps, named) : undefined;
  return { attachment, ...(transcript === undefined ? {} : { transcript }) };
}

async function transcribe(deps: MediaDeps, file: SniffedFile): Promise<string | undefined> {
  const heard = await deps.transcribe?.(file);
  if (heard === undefined) return undefined;
  if (heard.kind === 'failed') {
    deps.log.warn({ reason: heard.reason }, 'a voice was not transcribed');
    return undefined;
  }
  const text = heard.text.trim();
  return text === '' ? undefined : text;
}

/** What is wrong with us (a token, the address, the account) may be mended, and what is wrong with the line passes. */
function isPassing({ errorClass }: ApiFailure): boolean {
  return errorClass !== 'content' && errorClass !== 'user_gone';
}

/** The client's own word for more bytes than we take. */
function isTooLarge({ reason }: ApiFailure): boolean {
  return reason.includes('too_large') || reason.includes('too_long');
}

function lost(content: MediaContent, why: 'gone' | 'size' | 'type'): TakenMedia {
  const name = lostName(nameOf(content), why);
  // As a card of one line: people at the desk see what is missing.
  const card = { title: name };
  return { attachment: { contentType: TYPES[content.kind], name, lost: why, content: card } };
}

function nameOf(content: MediaContent, given?: string): string {
  const named = content.kind === 'file' ? (content.name ?? given) : undefined;
  const name = cleanText(named ?? '').trim();
  return name === '' ? fileNames[content.kind] : name;
}

/** Browsers open what a customer sent by its name's ending. */
function withExtension({ name, contentType }: SniffedFile): string {
  return /\.[a-z0-9]{1,5}$/i.test(name) ? name : `${name}${EXTENSIONS[contentType] ?? ''}`;
}
