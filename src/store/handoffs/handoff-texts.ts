/** What customers read of a hand-off beside people's and the bot's own words. The texts are in flows/copy. */
export interface HandoffTexts {
  /** Somebody is there now. */
  joined(agentName: string): string;
  /** They wait for people in WeChat's own client, who answer in the same chat. */
  readonly pooled: string;
  /** They wait: their place, from 1, and an honest guess, when there is one, in whole minutes. */
  waiting(place: {
    readonly position: number;
    readonly estimate?: { readonly fromMinutes: number; readonly toMinutes: number };
  }): string;
  /** Nobody works now. `opensAt` is missing when nobody knows when that changes. */
  offHours(hours: { readonly opensAt?: Date; readonly now: Date }): string;
  /** The agent gave the conversation to somebody else, who comes next. */
  readonly transferring: string;
  /** The agent cannot go on; the next person comes, and nothing has to be told again. */
  readonly requeued: string;
  /** Are you still there? The conversation ends in so many minutes. */
  reminder(closesInMinutes: number): string;
  /** Whoever left the queue is called back; this is the number of that request. */
  left(requestNo: string): string;
  /** The same for whoever cannot be called: somebody reads what they wrote, and answers here. */
  leftUnknown(requestNo: string): string;
  /** What colleagues read of such a request. */
  readonly leftTopic: string;
}
