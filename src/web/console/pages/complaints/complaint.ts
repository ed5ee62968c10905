import type { z } from 'zod';
import type { complaint } from '../../../../server/contract/complaint.ts';

/** A complaint as its page shows it. */
export type Complaint = z.infer<typeof complaint>;
