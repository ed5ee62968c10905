import { callBackFlow } from './call-back.ts';
import { claimDocumentsFlow } from './claim-documents.ts';
import { claimReportFlow } from './claim-report.ts';
import { claimStatusFlow } from './claim-status.ts';
import { complaintAnswerFlow } from './complaint-answer.ts';
import { complaintFileFlow } from './complaint-file.ts';
import { complaintRatingFlow } from './complaint-rating.ts';
import { complaintReopenFlow } from './complaint-reopen.ts';
import { complaintReviewFlow } from './complaint-review.ts';
import { complaintStatusFlow } from './complaint-status.ts';
import { complaintSupplementFlow } from './complaint-supplement.ts';
import { complaintWithdrawFlow } from './complaint-withdraw.ts';
import { eventSignupFlow } from './event-signup.ts';
import type { Flow } from './flow.ts';
import { handoffMessageFlow } from './handoff-message.ts';
import { identifyFlow } from './identify.ts';
import { knowledgeFlow } from './knowledge.ts';
import { optOutFlow } from './opt-out.ts';
import { policyCancelFlow } from './policy-cancel.ts';
import { policyDocumentFlow } from './policy-document.ts';
import { policyQueryFlow } from './policy-query.ts';
import { policyRenewalFlow } from './policy-renewal.ts';
import { profileUpdateFlow } from './profile-update.ts';
import { referralFlow } from './referral.ts';
import { roadsideAssistanceFlow } from './roadside-assistance.ts';
import { sessionRatingFlow } from './session-rating.ts';
import { surveyFlow } from './survey.ts';

/** Everything one can talk about. A new flow is a file and a line here. */
export const allFlows: readonly Flow[] = [
  identifyFlow,
  claimStatusFlow,
  claimReportFlow,
  claimDocumentsFlow,
  knowledgeFlow,
  roadsideAssistanceFlow,
  complaintFileFlow,
  complaintStatusFlow,
  complaintAnswerFlow,
  complaintSupplementFlow,
  complaintWithdrawFlow,
  complaintReviewFlow,
  complaintReopenFlow,
  complaintRatingFlow,
  optOutFlow,
  policyQueryFlow,
  policyRenewalFlow,
  policyCancelFlow,
  policyDocumentFlow,
  profileUpdateFlow,
  eventSignupFlow,
  referralFlow,
  callBackFlow,
  handoffMessageFlow,
  sessionRatingFlow,
  surveyFlow,
];
