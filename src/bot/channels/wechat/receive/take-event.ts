import type { Activity } from '../../../../domain/activity.ts';
import type { WechatEvent } from '../../../../domain/wechat/inbound.ts';
import { menuKeyOf } from '../../../../domain/wechat/menu.ts';
import type { InboxRow } from '../../../../domain/wechat/ports.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import { acceptAt, openPlace, type Place } from './conversation.ts';
import { grant } from './grant.ts';
import { DONE, type Outcome, type ReceiveDeps } from './receive-deps.ts';
import { wordsOfScene } from './scene-words.ts';
import { tapped } from './to-activity.ts';
import type { UnionIds } from './union-ids.ts';

const text = copy.wechatInbound;
/** The dialogue greets whoever comes. */
const ARRIVAL: Activity = { type: 'conversationUpdate' };
const NOTHING: Outcome = { kind: 'ignored', reason: 'nothing_follows' };

type Deps = ReceiveDeps & { readonly unionIds: UnionIds };
/** What a customer did without words and the desk may answer. */
type Act = Extract<
  WechatEvent,
  { readonly kind: 'entered' | 'subscribed' | 'scanned' | 'menu_clicked' | 'recalled' }
>;

/** An act of a customer's that is no message. Every step may be repeated. */
export async function takeAct(
  deps: Deps,
  row: InboxRow,
  given: { readonly userId: string; readonly content: Act },
): Promise<Outcome> {
  const { userId, content } = given;
  const activity = activityOf(deps, content);
  if (activity === undefined) return NOTHING;
  const place = await openPlace(deps, row, userId);
  if (place === 'known') return DONE;
  if (content.kind === 'subscribed') {
    await deps.people.setUnreachable(row.inbound.channelAccount, userId, undefined);
    deps.unionIds.ask(place);
  }
  const isGranted = await grant(deps, place);
  if (content.kind === 'entered' && !(isGranted || (await mayAnswer(deps, place)))) {
    // Too late for the welcome, and nothing else allows a word: what they write next opens the talk.
    return { kind: 'ignored', reason: 'nothing_may_be_sent' };
  }
  await acceptAt(deps, place, activity);
  return DONE;
}

/** Undefined: nothing to say or to note. */
function activityOf(deps: ReceiveDeps, content: Act): Activity | undefined {
  switch (content.kind) {
    case 'entered': {
      const words = wordsOfScene(deps, [content.sceneParam, content.scene]);
      if (words !== undefined) return tapped(words);
      return content.welcomeCode === undefined ? undefined : ARRIVAL;
    }
    case 'subscribed':
    case 'scanned': {
      const words = wordsOfScene(deps, [content.scene]);
      return words === undefined ? ARRIVAL : tapped(words);
    }
    case 'menu_clicked': {
      const words = wordsOfKey(content.key);
      return words === undefined ? undefined : tapped(words);
    }
    case 'recalled':
      return {
        type: 'event',
        name: 'careline.recalled',
        text: text.recalled[content.by],
        value: { recalledId: content.recalledId, by: content.by },
      };
  }
}

/** A key of our menu; of another menu one that reads as words does. */
function wordsOfKey(key: string): string | undefined {
  const known = menuKeyOf(key);
  if (known !== undefined) return text.menuWords[known];
  return /\p{Script=Han}/u.test(key) ? key : undefined;
}

async function mayAnswer(deps: ReceiveDeps, place: Place): Promise<boolean> {
  const grants = await deps.ledger.grants(place.conversationId, deps.clock.now());
  return grants.some(
    ({ kind, allowed, used }) => !kind.startsWith('subscription:') && used < allowed,
  );
}
