import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { HttpClient } from './http.ts';
import {
  type Act,
  type Answer,
  aPhoto,
  lastInbound,
  linesOf,
  settled,
  type Teller,
} from './story-player.ts';

interface WebActivity {
  readonly type: string;
  readonly text?: string;
  readonly from?: { readonly id?: string };
  readonly suggestedActions?: { readonly actions?: readonly { readonly title?: string }[] };
}

export interface WebTeller extends Teller {
  /** The texts of everything that the page got, oldest first. */
  received(): Promise<readonly string[]>;
}

/** A customer in the web chat, by Direct Line. */
export async function openWebTeller(given: {
  readonly url: string;
  readonly pool: Pool;
  readonly secret: string;
  readonly userId: string;
}): Promise<WebTeller> {
  const { url, pool, secret, userId } = given;
  const http = new HttpClient(url);
  const path = '/v3/directline/conversations';
  const user = { user: { id: userId } };
  const opened = await http.send('POST', path, { token: secret, body: user });
  const { token, conversationId } = opened.json() as { token: string; conversationId: string };
  const own = `${path}/${conversationId}`;
  const whose = { channelAccount: 'web', userId };
  const post = async (body: object): Promise<void> => {
    const sent = { from: { id: userId }, channelData: { clientActivityID: randomUUID() }, ...body };
    const answer = await http.send('POST', `${own}/activities`, { token, body: sent });
    if (answer.status >= 300)
      throw new Error(`Direct Line answered ${answer.status}: ${answer.body}`);
  };
  const upload = async (photos: number): Promise<void> => {
    const body = new FormData();
    for (let photo = 0; photo < photos; photo += 1) {
      const bytes = new Blob([aPhoto(`${photo}`)], { type: 'image/jpeg' });
      body.append('file', bytes, `${photo}.jpg`);
    }
    const headers = { authorization: `Bearer ${token}` };
    const to = `${url}${own}/upload?userId=${userId}`;
    const response = await fetch(to, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`the upload answered ${response.status}`);
  };
  const said = async (after: number): Promise<readonly WebActivity[]> => {
    const page = await http.send('GET', `${own}/activities?watermark=${after}`, { token });
    const { activities } = page.json() as { activities: readonly WebActivity[] };
    return activities.filter(({ type, from }) => type === 'message' && from?.id !== userId);
  };
  // The page is greeted before anything is said.
  let seen = 0;
  while (seen === 0) seen = (await said(0)).length;
  return {
    do: async (act) => {
      const before = await lastInbound(pool, whose);
      if (typeof act !== 'string' && 'photos' in act) await upload(act.photos);
      else await post(activityOf(act));
      await settled(pool, whose, before);
      const all = await said(0);
      const answer = answerOf(all.slice(seen));
      seen = all.length;
      return answer;
    },
    conversationId: async () => conversationId,
    received: async () => (await said(0)).map(({ text = '' }) => text),
  };
}

function activityOf(act: Exclude<Act, { readonly photos: number }>): object {
  if (typeof act === 'string') return { type: 'message', text: act };
  if ('number' in act) return { type: 'message', text: String(act.number) };
  if ('tap' in act) return { type: 'message', text: act.tap };
  const { latitude, longitude, name, address } = act.place;
  const geo = { type: 'GeoCoordinates', latitude, longitude };
  return { type: 'message', entities: [{ type: 'Place', name, address, geo }] };
}

/** Where only the last message has taps, those of an earlier one are lines of it: so they are here. */
function answerOf(activities: readonly WebActivity[]): Answer {
  const lines = activities.flatMap((activity, index) => {
    const isLast = index === activities.length - 1;
    const choices = isLast ? [] : choicesOf(activity).map((label) => `· ${label}`);
    return [...linesOf(activity.text ?? ''), ...choices];
  });
  const last = activities.at(-1);
  return { lines, choices: last === undefined ? [] : choicesOf(last) };
}

function choicesOf({ suggestedActions }: WebActivity): readonly string[] {
  return (suggestedActions?.actions ?? []).map(({ title = '' }) => title);
}
