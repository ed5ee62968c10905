/** Something that was said in a conversation, as it was written. */
export interface SaidLine {
  readonly by: 'customer' | 'bot' | 'agent';
  readonly text: string;
}

/** Words a summary out of what was said: a language model behind a gateway. It may take its time or be wrong. */
export interface SummaryWriter {
  /**
   * Two or three sentences for the colleague who takes over, masked; undefined: it has none that may be shown.
   * The lines may hold personal data: whoever sends them on hides that first.
   */
  write(lines: readonly SaidLine[], signal: AbortSignal): Promise<string | undefined>;
}
