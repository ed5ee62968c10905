/** How this installation is, for those who keep it running. */
export interface SystemState {
  readonly now: Date;
  readonly version: string;
  readonly nodeVersion: string;
  readonly startedAt: Date;
  readonly roles: readonly string[];
  readonly memoryBytes: number;
  readonly database: {
    readonly isReachable: boolean;
    readonly latencyMs?: number;
    readonly sizeBytes?: number;
    readonly version?: string;
  };
  readonly queue: { readonly backend: 'postgres' | 'redis' };
  /** Processes of this desk that are connected to the database, this one too. */
  readonly processes: number;
  readonly outbox: {
    readonly queued: number;
    readonly oldestQueuedAt?: Date;
    readonly failed: number;
    readonly unknown: number;
  };
  /** `unhandled`: with a message that has waited for ten seconds or longer. */
  readonly conversations: { readonly unhandled: number; readonly open: number };
  readonly languageModel: {
    readonly isConfigured: boolean;
    readonly calls24h: number;
    readonly failures24h: number;
  };
  readonly audit: { readonly rows: number; readonly headHash?: string };
  /** Things that somebody should look at, in Chinese. */
  readonly warnings: readonly string[];
}
