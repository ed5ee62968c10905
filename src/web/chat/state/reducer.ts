import type { Arrival } from './activity.ts';
import type { ChatState, ConnectionState, Message, Outgoing, SendState } from './model.ts';

/** Everything that can happen to the conversation on this page. */
export type ChatAction =
  | { readonly kind: 'connection'; readonly connection: ConnectionState }
  /** The server named the conversation; another one than before empties the page. */
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'arrived'; readonly arrivals: readonly Arrival[] }
  | { readonly kind: 'typingEnded' }
  | { readonly kind: 'typed'; readonly outgoing: readonly Outgoing[] }
  | { readonly kind: 'sendState'; readonly clientId: string; readonly state: SendState }
  | { readonly kind: 'progress'; readonly clientId: string; readonly progress: number };

/** One step of the page's state. Pure: times and ids come with the action. */
export function reduce(state: ChatState, action: ChatAction): ChatState {
  switch (action.kind) {
    case 'connection':
      return { ...state, connection: nextConnection(state.connection, action.connection) };
    case 'conversation':
      return enterConversation(state, action.conversationId);
    case 'arrived':
      return arrive(state, action.arrivals);
    case 'typingEnded':
      return state.isTyping ? { ...state, isTyping: false } : state;
    case 'typed':
      return type(state, action.outgoing);
    case 'sendState':
      return updateOutgoing(state, action.clientId, (one) => ({
        ...one,
        state: action.state,
        progress: action.state === 'sent' ? 1 : one.progress,
      }));
    case 'progress':
      return updateOutgoing(state, action.clientId, (one) => ({
        ...one,
        progress: action.progress,
      }));
  }
}

/** `online` after a break is `restored`, which the page turns into `online` after saying so. */
function nextConnection(was: ConnectionState, now: ConnectionState): ConnectionState {
  if (now === 'online' && was === 'reconnecting') return 'restored';
  // Before the first success there is nothing to reconnect to.
  if (now === 'reconnecting' && (was === 'connecting' || was === 'unreachable')) return was;
  return now;
}

function enterConversation(state: ChatState, conversationId: string): ChatState {
  if (state.conversationId === conversationId) return state;
  const isFirst = state.conversationId === undefined;
  return {
    ...state,
    conversationId,
    messages: isFirst ? state.messages : [],
    isTyping: false,
    serving: isFirst ? state.serving : { who: 'bot' },
    servingId: isFirst ? state.servingId : '',
  };
}

/** Adds what is new, in the server's order. DirectLineJS repeats activities after a reconnect. */
function arrive(before: ChatState, arrivals: readonly Arrival[]): ChatState {
  return addMessages(arrivals.reduce(nowServing, before), arrivals);
}

/** Who answers now. What is repeated is older than what was read already. */
function nowServing(state: ChatState, arrival: Arrival): ChatState {
  const found =
    arrival.kind === 'serving' ? arrival : arrival.kind === 'message' ? arrival.message : undefined;
  if (found?.serving === undefined || found.id <= state.servingId) return state;
  return { ...state, serving: found.serving, servingId: found.id };
}

function addMessages(state: ChatState, arrivals: readonly Arrival[]): ChatState {
  const known = new Set(state.messages.map((message) => message.id));
  const fresh: Message[] = [];
  let isTyping = state.isTyping;
  for (const arrival of arrivals) {
    if (arrival.kind === 'typing') isTyping = true;
    if (arrival.kind !== 'message' || known.has(arrival.message.id)) continue;
    known.add(arrival.message.id);
    fresh.push(arrival.message);
    if (arrival.message.from !== 'me') isTyping = false;
  }
  if (fresh.length === 0) return isTyping === state.isTyping ? state : { ...state, isTyping };
  const echoed = new Set(fresh.map((message) => message.clientId));
  return {
    ...state,
    isTyping,
    messages: merge(state.messages, fresh),
    outgoing: state.outgoing.filter((one) => !echoed.has(one.clientId)),
  };
}

/**
 * Times of one conversation strictly increase on the server, so that a late piece of history
 * finds its place; almost always everything fresh simply goes to the end.
 */
function merge(messages: readonly Message[], fresh: readonly Message[]): readonly Message[] {
  const all = [...messages, ...fresh];
  const isOrdered = all.every(
    (message, index) => index === 0 || (all[index - 1]?.at ?? 0) <= message.at,
  );
  return isOrdered ? all : all.sort((a, b) => a.at - b.at);
}

function type(state: ChatState, outgoing: readonly Outgoing[]): ChatState {
  const taken = new Set([
    ...state.outgoing.map((one) => one.clientId),
    ...state.messages.flatMap((message) => message.clientId ?? []),
  ]);
  const fresh = outgoing.filter((one) => !taken.has(one.clientId));
  if (fresh.length === 0) return state;
  const previews = { ...state.previews };
  for (const one of fresh) {
    if (one.file?.previewUrl !== undefined) previews[one.clientId] = one.file.previewUrl;
  }
  return { ...state, outgoing: [...state.outgoing, ...fresh], previews };
}

function updateOutgoing(
  state: ChatState,
  clientId: string,
  change: (one: Outgoing) => Outgoing,
): ChatState {
  if (!state.outgoing.some((one) => one.clientId === clientId)) return state;
  return {
    ...state,
    outgoing: state.outgoing.map((one) => (one.clientId === clientId ? change(one) : one)),
  };
}
