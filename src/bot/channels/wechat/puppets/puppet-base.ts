import { EventEmitter } from 'node:events';
import { FileBox, type FileBoxInterface } from 'file-box';
import { type payloads, types } from 'wechaty-puppet';
import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { WechatInbound } from '../../../../domain/wechat/inbound.ts';
import type { WechatMessage } from '../../../../domain/wechat/outbound.ts';
import { type Clock, MINUTE_MS } from '../../../../lib/clock.ts';
import type { Random } from '../../../../lib/ids.ts';
import type { MediaBytes, MediaUpload } from '../protocol/api.ts';
import { PuppetRefusals } from './puppet-refusals.ts';
import { fromOurselves, type KnownMessage, toPayload } from './to-payload.ts';
import { UnsupportedError, WechatApiError } from './wechat-api-error.ts';

/** Where a puppet hears from. A message may come twice: whoever keeps messages knows them by their id. */
export interface InboundSource {
  start(listener: (inbound: WechatInbound) => void): Promise<void>;
  stop(): Promise<void>;
}

/** What each of our puppets has. */
export interface PuppetParts {
  readonly source: InboundSource;
  readonly clock: Clock;
  readonly random: Random;
  /** The account's name, as wechaty shows it. */
  readonly name: string;
}

/** Messages this young are told again to whoever begins to listen: what came while nobody did would be lost. */
export const TOLD_AGAIN_MS = 10 * MINUTE_MS;
/** Messages whose content can be asked for; the oldest go first. */
const REMEMBERED_MAX = 10_000;
/** Of one file: what WeChat's own limits come to, with room. */
const MEDIA_BYTES_MAX = 32 * 1024 * 1024;
const SEND_ID_LENGTH = 24;

/** What both protocols give a puppet. Everything else wechaty knows is refused by name (PuppetRefusals). */
export abstract class PuppetBase extends PuppetRefusals {
  protected abstract readonly ownId: string;
  protected readonly random: Random;
  readonly #clock: Clock;
  readonly #source: InboundSource;
  readonly #selfName: string;
  readonly #known = new Map<string, KnownMessage>();
  readonly #people = new Set<string>();

  constructor({ source, clock, random, name }: PuppetParts) {
    super();
    this.random = random;
    this.#clock = clock;
    this.#source = source;
    this.#selfName = name;
    EventEmitter.prototype.on.call(this, 'newListener', (event: unknown) => {
      if (event !== 'message') return;
      const missed = this.#young();
      // Once whoever listens is ready: a server writes its greeting first.
      setImmediate(() => this.#tellAgain(missed));
    });
  }

  protected abstract deliver(
    userId: string,
    message: WechatMessage,
    sendId: string,
  ): Promise<ApiResult<unknown>>;
  protected abstract upload(upload: MediaUpload): Promise<ApiResult<{ readonly mediaId: string }>>;
  protected abstract download(mediaId: string, bytesMax: number): Promise<ApiResult<MediaBytes>>;
  /** Never rejects: a name that is not to be had is empty. */
  protected abstract nameOf(userId: string): Promise<string>;

  override async onStart(): Promise<void> {
    this.login(this.ownId);
    await this.#source.start((inbound) => this.#hear(inbound));
    this.emit('ready', { data: 'ready' });
  }

  override async onStop(): Promise<void> {
    await this.#source.stop();
  }

  override ding(data = ''): void {
    setImmediate(() => this.emit('dong', { data }));
  }

  override contactList(): Promise<string[]> {
    return Promise.resolve([...this.#people]);
  }

  override contactAlias(): Promise<never> {
    return this.refuse('contactAlias');
  }

  override contactRawPayload(contactId: string): Promise<string> {
    return Promise.resolve(contactId);
  }

  override async contactRawPayloadParser(contactId: string): Promise<payloads.Contact> {
    const isSelf = contactId === this.ownId;
    return {
      id: contactId,
      name: isSelf ? this.#selfName : await this.nameOf(contactId),
      type: isSelf ? types.Contact.Official : types.Contact.Individual,
      gender: types.ContactGender.Unknown,
      avatar: '',
      phone: [],
      friend: true,
    };
  }

  override messageRawPayload(messageId: string): Promise<KnownMessage> {
    const known = this.#known.get(messageId);
    if (known === undefined) return Promise.reject(new Error('no such message'));
    return Promise.resolve(known);
  }

  override messageRawPayloadParser(known: KnownMessage): Promise<payloads.Message> {
    return Promise.resolve(toPayload(known, this.ownId));
  }

  override async messageFile(messageId: string): Promise<FileBoxInterface> {
    const { content } = await this.messageRawPayload(messageId);
    if (!('mediaId' in content))
      throw new UnsupportedError('a file of such a message', this.name());
    const { bytes, name } = orThrow(await this.download(content.mediaId, MEDIA_BYTES_MAX));
    const given = content.kind === 'file' ? content.name : undefined;
    return FileBox.fromBuffer(Buffer.from(bytes), given ?? name ?? fileNameOf(content.kind));
  }

  override messageImage(messageId: string): Promise<FileBoxInterface> {
    return this.messageFile(messageId);
  }

  override async messageLocation(messageId: string): Promise<payloads.Location> {
    const { content } = await this.messageRawPayload(messageId);
    if (content.kind !== 'location')
      throw new UnsupportedError('a place of such a message', this.name());
    const { latitude, longitude, name = '', address = '' } = content;
    return { latitude, longitude, name, address, accuracy: 0 };
  }

  override async messageUrl(messageId: string): Promise<payloads.UrlLink> {
    const { content } = await this.messageRawPayload(messageId);
    if (content.kind !== 'link')
      throw new UnsupportedError('a link of such a message', this.name());
    const { title, url, description } = content;
    return { title, url, ...(description === undefined ? {} : { description }) };
  }

  override messageSendText(conversationId: string, text: string): Promise<string> {
    return this.#send(conversationId, { kind: 'text', text });
  }

  override async messageSendFile(conversationId: string, file: FileBoxInterface): Promise<string> {
    const contentType = file.mediaType;
    const media = mediaOf(contentType);
    const bytes = await file.toBuffer();
    const upload = await this.upload({ media, name: file.name, contentType, bytes });
    return this.#send(conversationId, { kind: 'media', media, ...orThrow(upload) });
  }

  /** As its words: the clients send no link cards. */
  override messageSendUrl(
    conversationId: string,
    { title, url }: payloads.UrlLink,
  ): Promise<string> {
    return this.#send(conversationId, { kind: 'text', text: `${title}\n${url}` });
  }

  /** As its words, which is what a customer reads of a place. */
  override messageSendLocation(
    conversationId: string,
    { name, address }: payloads.Location,
  ): Promise<string> {
    return this.#send(conversationId, { kind: 'text', text: `${name}\n${address}` });
  }

  async #send(userId: string, message: WechatMessage): Promise<string> {
    const id = this.random.text(SEND_ID_LENGTH);
    orThrow(await this.deliver(userId, message, id));
    // wechaty asks for the message it just sent.
    this.#remember(fromOurselves(id, { userId, message, at: this.#clock.now() }));
    return id;
  }

  #hear(inbound: WechatInbound): void {
    const { messageId, userId, sentAt, content: told } = inbound;
    if (userId === undefined) return;
    const isServicer = told.kind === 'servicer_wrote';
    const content = isServicer ? told.content : told;
    const known = { id: messageId, userId, at: sentAt, isFromUs: isServicer, content };
    if (!this.#isMessage(known) || this.#known.has(messageId)) return;
    this.#people.add(userId);
    this.#remember(known);
    this.emit('message', { messageId });
  }

  /** Events are nothing that wechaty could say. */
  #isMessage(of: { readonly content: { readonly kind: string } }): of is KnownMessage {
    return MESSAGE_KINDS.has(of.content.kind);
  }

  #remember(known: KnownMessage): void {
    this.#known.set(known.id, known);
    if (this.#known.size <= REMEMBERED_MAX) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  #young(): readonly string[] {
    const since = this.#clock.now().getTime() - TOLD_AGAIN_MS;
    return [...this.#known.values()]
      .filter(({ at, isFromUs }) => !isFromUs && at.getTime() >= since)
      .map(({ id }) => id);
  }

  #tellAgain(missed: readonly string[]): void {
    if (!this.isLoggedIn) return;
    for (const messageId of missed) this.emit('message', { messageId });
  }
}

const MESSAGE_KINDS: ReadonlySet<string> = new Set([
  'text',
  'image',
  'voice',
  'video',
  'file',
  'location',
  'link',
  'other',
]);

function orThrow<T>(result: ApiResult<T>): T {
  if (result.kind === 'failed') throw new WechatApiError(result);
  return result.value;
}

function mediaOf(contentType: string): MediaUpload['media'] {
  if (contentType === 'image/jpeg' || contentType === 'image/png') return 'image';
  if (contentType === 'video/mp4') return 'video';
  return contentType === 'audio/amr' ? 'voice' : 'file';
}

function fileNameOf(kind: 'image' | 'voice' | 'video' | 'file'): string {
  return `${kind}.${{ image: 'jpg', voice: 'amr', video: 'mp4', file: 'bin' }[kind]}`;
}
