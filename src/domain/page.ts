/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string;
}

/** Which page: `cursor` is what the previous page gave. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
