import type { z } from 'zod';
import type { consentEvidence } from '../../../../server/contract/consents.ts';
import { CARE_COPY } from '../../copy-admin/customer-care.ts';

const { evidenceParts: PARTS } = CARE_COPY;

/** What proves a decision, in words; empty when nothing was kept. */
export function evidenceText(evidence: z.infer<typeof consentEvidence>): string {
  const { text, messageSeq, documentNo, recordingNo, note } = evidence;
  return [
    ...(text === undefined ? [] : [PARTS.text(text)]),
    ...(messageSeq === undefined ? [] : [PARTS.messageSeq(messageSeq)]),
    ...(documentNo === undefined ? [] : [PARTS.documentNo(documentNo)]),
    ...(recordingNo === undefined ? [] : [PARTS.recordingNo(recordingNo)]),
    ...(note === undefined ? [] : [PARTS.note(note)]),
  ].join('；');
}
