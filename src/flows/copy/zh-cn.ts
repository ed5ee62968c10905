import { claim } from './claim.ts';
import { claimStages } from './claim-stages.ts';
import { dialogue, labels, safetyText, socialText, warningText } from './dialogue.ts';
import { identify, identityParts } from './identify.ts';
import { intentTitles, notYetText } from './not-yet.ts';

/** Every text of the bot, by flow. The parts are files of their own for length only. */
export const copy = {
  labels,
  dialogue,
  safetyText,
  socialText,
  warningText,
  notYetText,
  intentTitles,
  identify,
  identityParts,
  claim,
  claimStages,
  /** What people say, not what we say: the bare yes and no. */
  words: {
    yes: /^(?:对|是|是的|对的|没错|嗯+|好|好的|可以|行|有|要|确认|没问题|对,没问题|ok)[的啊呀了吧]?[!。.]?$/i,
    no: /^(?:不|不是|不对|没有|没|不用|不要|否|无|不行)[的啊呀了吧]?[!。.]?$/i,
  },
} as const;
