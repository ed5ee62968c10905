import { Puppet } from 'wechaty-puppet';
import { UnsupportedError } from './wechat-api-error.ts';

/**
 * All that wechaty can ask and the official protocols do not have: rooms, friendships, moments, tags, recalls. Each
 * says so by its name; the lists that wechaty asks for in passing are empty.
 */
export abstract class PuppetRefusals extends Puppet {
  protected refuse(what: string): Promise<never> {
    return Promise.reject(new UnsupportedError(what, this.name()));
  }

  override roomList(): Promise<string[]> {
    return Promise.resolve([]);
  }

  override tagContactList(): Promise<string[]> {
    return Promise.resolve([]);
  }

  override contactSelfName(): Promise<never> {
    return this.refuse('contactSelfName');
  }

  override contactSelfQRCode(): Promise<never> {
    return this.refuse('contactSelfQRCode');
  }

  override contactSelfSignature(): Promise<never> {
    return this.refuse('contactSelfSignature');
  }

  override contactAvatar(): Promise<never> {
    return this.refuse('contactAvatar');
  }

  override contactPhone(): Promise<never> {
    return this.refuse('contactPhone');
  }

  override contactCorporationRemark(): Promise<never> {
    return this.refuse('contactCorporationRemark');
  }

  override contactDescription(): Promise<never> {
    return this.refuse('contactDescription');
  }

  override conversationReadMark(): Promise<never> {
    return this.refuse('conversationReadMark');
  }

  override friendshipAccept(): Promise<never> {
    return this.refuse('friendshipAccept');
  }

  override friendshipAdd(): Promise<never> {
    return this.refuse('friendshipAdd');
  }

  override friendshipSearchPhone(): Promise<never> {
    return this.refuse('friendshipSearchPhone');
  }

  override friendshipSearchHandle(): Promise<never> {
    return this.refuse('friendshipSearchHandle');
  }

  override friendshipRawPayload(): Promise<never> {
    return this.refuse('friendshipRawPayload');
  }

  override friendshipRawPayloadParser(): Promise<never> {
    return this.refuse('friendshipRawPayloadParser');
  }

  override messageContact(): Promise<never> {
    return this.refuse('messageContact');
  }

  override messageMiniProgram(): Promise<never> {
    return this.refuse('messageMiniProgram');
  }

  override messageForward(): Promise<never> {
    return this.refuse('messageForward');
  }

  override messageSendContact(): Promise<never> {
    return this.refuse('messageSendContact');
  }

  override messageSendMiniProgram(): Promise<never> {
    return this.refuse('messageSendMiniProgram');
  }

  override messageSendPost(): Promise<never> {
    return this.refuse('messageSendPost');
  }

  override messageRecall(): Promise<never> {
    return this.refuse('messageRecall');
  }

  override postRawPayload(): Promise<never> {
    return this.refuse('postRawPayload');
  }

  override postRawPayloadParser(): Promise<never> {
    return this.refuse('postRawPayloadParser');
  }

  override postPublish(): Promise<never> {
    return this.refuse('postPublish');
  }

  override postSearch(): Promise<never> {
    return this.refuse('postSearch');
  }

  override tap(): Promise<never> {
    return this.refuse('tap');
  }

  override tapSearch(): Promise<never> {
    return this.refuse('tapSearch');
  }

  override roomInvitationAccept(): Promise<never> {
    return this.refuse('roomInvitationAccept');
  }

  override roomInvitationRawPayload(): Promise<never> {
    return this.refuse('roomInvitationRawPayload');
  }

  override roomInvitationRawPayloadParser(): Promise<never> {
    return this.refuse('roomInvitationRawPayloadParser');
  }

  override roomMemberList(): Promise<never> {
    return this.refuse('roomMemberList');
  }

  override roomMemberRawPayload(): Promise<never> {
    return this.refuse('roomMemberRawPayload');
  }

  override roomMemberRawPayloadParser(): Promise<never> {
    return this.refuse('roomMemberRawPayloadParser');
  }

  override roomAdd(): Promise<never> {
    return this.refuse('roomAdd');
  }

  override roomAvatar(): Promise<never> {
    return this.refuse('roomAvatar');
  }

  override roomCreate(): Promise<never> {
    return this.refuse('roomCreate');
  }

  override roomDel(): Promise<never> {
    return this.refuse('roomDel');
  }

  override roomQRCode(): Promise<never> {
    return this.refuse('roomQRCode');
  }

  override roomQuit(): Promise<never> {
    return this.refuse('roomQuit');
  }

  override roomTopic(): Promise<never> {
    return this.refuse('roomTopic');
  }

  override roomRawPayload(): Promise<never> {
    return this.refuse('roomRawPayload');
  }

  override roomRawPayloadParser(): Promise<never> {
    return this.refuse('roomRawPayloadParser');
  }

  override roomAnnounce(): Promise<never> {
    return this.refuse('roomAnnounce');
  }

  override tagContactAdd(): Promise<never> {
    return this.refuse('tagContactAdd');
  }

  override tagContactDelete(): Promise<never> {
    return this.refuse('tagContactDelete');
  }

  override tagContactRemove(): Promise<never> {
    return this.refuse('tagContactRemove');
  }
}
