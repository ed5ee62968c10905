import { claimStatusFlow } from './claim-status.ts';
import type { Flow } from './flow.ts';
import { identifyFlow } from './identify.ts';

/** Everything one can talk about. A new flow is a file and a line here. */
export const allFlows: readonly Flow[] = [identifyFlow, claimStatusFlow];
