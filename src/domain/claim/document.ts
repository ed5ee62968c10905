import type { Id } from '../../lib/ids.ts';

/** Files that a customer handed in for one document of a claim or of a report. */
export interface ClaimDocument {
  /** The claim's or the report's number. */
  readonly caseNo: string;
  /** The document by its customers' name: `行驶证`. */
  readonly document: string;
  readonly fileIds: readonly Id<'file'>[];
  readonly receivedAt: Date;
}

/** What was handed in so far, so that nothing is asked for twice (domain.md 2.1, 13). */
export interface ClaimDocumentReader {
  receivedFor(caseNo: string): Promise<readonly ClaimDocument[]>;
}
