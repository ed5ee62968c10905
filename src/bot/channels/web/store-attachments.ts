import type { Activity, Attachment } from '../../../domain/activity.ts';
import type { Id } from '../../../lib/ids.ts';
import { decodeImage, mayStayInline } from './data-uri.ts';

/** Where uploads are kept. A stored file never changes. */
export interface FileStore {
  save(file: NewFile): Promise<Id<'file'>>;
  read(id: Id<'file'>): Promise<StoredFile | undefined>;
  /** For files that no message names. Never rejects: what cannot be removed now stays behind. */
  remove(ids: readonly Id<'file'>[]): Promise<void>;
}

/** The type is what the bytes are, found by whoever received them. */
export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface NewFile extends UploadedFile {
  readonly conversationId: Id<'conversation'>;
  readonly at: Date;
}

export interface StoredFile extends UploadedFile {
  readonly conversationId: Id<'conversation'>;
}

type Save = (file: UploadedFile) => Promise<Id<'file'>>;

/** The activity with its files stored and named by id; images inside the activity become files too. */
export async function storeAttachments(
  activity: Activity,
  files: readonly UploadedFile[],
  save: Save,
): Promise<Activity> {
  const { attachments: sent, ...rest } = activity;
  const pairs = pairFiles(sent ?? [], files);
  if (pairs.length === 0) return rest;
  return { ...rest, attachments: await Promise.all(pairs.map((pair) => storeOne(save, pair))) };
}

interface AttachmentPair {
  readonly attachment: Attachment;
  readonly file?: UploadedFile;
}

/**
 * Each file with the attachment that describes it. Parts may come in any order, so names decide; a file
 * whose name was changed on the way (quotes are escaped in multipart) takes the next one without content.
 */
function pairFiles(
  attachments: readonly Attachment[],
  files: readonly UploadedFile[],
): readonly AttachmentPair[] {
  const unpaired = new Set(files);
  const named = attachments.map((attachment) => {
    const file = [...unpaired].find((candidate) => candidate.name === attachment.name);
    if (file !== undefined) unpaired.delete(file);
    return { attachment, file };
  });
  const pairs = named.map(({ attachment, file }): AttachmentPair => {
    const found = file ?? (hasContent(attachment) ? undefined : [...unpaired][0]);
    if (found === undefined) return { attachment };
    unpaired.delete(found);
    return { attachment, file: found };
  });
  const extra = [...unpaired].map((file) => ({
    attachment: { contentType: file.contentType },
    file,
  }));
  return [...pairs, ...extra];
}

function hasContent(attachment: Attachment): boolean {
  return attachment.contentUrl !== undefined || attachment.content !== undefined;
}

async function storeOne(save: Save, { attachment, file }: AttachmentPair): Promise<Attachment> {
  const { contentUrl, thumbnailUrl, ...rest } = attachment;
  const name = attachment.name ?? file?.name ?? 'image';
  const content = file ?? decodeAs(name, contentUrl);
  const thumbnail = isInline(thumbnailUrl) ? undefined : decodeAs(name, thumbnailUrl);
  const stored: Attachment =
    content === undefined
      ? { ...rest, ...(isWebAddress(contentUrl) && { contentUrl }) }
      : { ...rest, name, contentType: content.contentType, fileId: await save(content) };
  if (thumbnail !== undefined) return { ...stored, thumbnailFileId: await save(thumbnail) };
  const isKept = isWebAddress(thumbnailUrl) || isInline(thumbnailUrl);
  return isKept ? { ...stored, thumbnailUrl } : stored;
}

function decodeAs(name: string, uri: string | undefined): UploadedFile | undefined {
  const image = uri === undefined ? undefined : decodeImage(uri);
  return image && { name, ...image };
}

function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url);
}

function isInline(uri: string | undefined): uri is string {
  return uri !== undefined && mayStayInline(uri);
}
