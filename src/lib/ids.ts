import { randomFillSync } from 'node:crypto';

/** The prefix of each kind of id: an id in a log line says what it is. */
const PREFIXES = {
  accidentReport: 'acr',
  adjuster: 'adj',
  agent: 'agt',
  audience: 'aud',
  apiKey: 'key',
  campaign: 'cam',
  cannedAnswer: 'can',
  carePlan: 'cpl',
  claim: 'clm',
  claimDocument: 'cdo',
  claimEvent: 'cev',
  complaint: 'cmp',
  consent: 'cns',
  conversation: 'con',
  customer: 'cus',
  deskNotice: 'dnt',
  eventSignUp: 'esu',
  file: 'fil',
  followUp: 'flu',
  handoff: 'hof',
  identity: 'idn',
  invitation: 'inv',
  knowledgeArticle: 'kna',
  lossItem: 'los',
  modelCall: 'mdl',
  note: 'not',
  outbox: 'out',
  oneTimeCode: 'otc',
  outreachTemplate: 'otp',
  ownerEvent: 'oev',
  policy: 'pol',
  qualityReview: 'qlr',
  questionnaire: 'qst',
  referral: 'rfl',
  referralLink: 'rlk',
  returnVisit: 'rvs',
  savedFilter: 'sfl',
  serviceRequest: 'srq',
  session: 'ses',
  surveyAnswer: 'sva',
  team: 'tea',
  turn: 'trn',
  vehicle: 'veh',
  webhookEndpoint: 'whk',
} as const;

export type IdKind = keyof typeof PREFIXES;

/** An id that cannot be mistaken for another kind's. */
export type Id<K extends IdKind> = string & { readonly __kind?: K };

/** Where randomness comes from. Handed in, so that a test can repeat it. */
export interface Random {
  /** Lower-case letters and digits, `length` of them, from a cryptographic source. */
  text(length: number): string;
  /** Decimal digits, `length` of them, each equally likely. */
  digits(length: number): string;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Random bytes are drawn from the system in blocks: a call for each id costs more than the id. */
const block = Buffer.alloc(4_096);
let used = block.length;

function nextByte(): number {
  if (used === block.length) {
    randomFillSync(block);
    used = 0;
  }
  const byte = block[used] ?? 0;
  used += 1;
  return byte;
}

/** The machine's randomness. The only place that reads it. */
export const systemRandom: Random = {
  text: (length) => {
    let out = '';
    for (let made = 0; made < length; made += 1) out += ALPHABET[nextByte() & 31];
    return out;
  },
  digits: (length) => {
    let out = '';
    while (out.length < length) {
      const byte = nextByte();
      // 250..255 would make the low digits more likely.
      if (byte < 250) out += String(byte % 10);
    }
    return out;
  },
};

const ID_RANDOM_LENGTH = 20;

/** A new id: the kind's prefix, `_`, and 100 random bits. */
export function newId<K extends IdKind>(kind: K, random: Random): Id<K> {
  return `${PREFIXES[kind]}_${random.text(ID_RANDOM_LENGTH)}`;
}
