import type { Packet } from '../domain/handoff/packet.ts';
import type { SummaryWriter } from '../domain/handoff/summary-writer.ts';
import type { HandoffReader } from '../store/desk/handoff-reader.ts';
import type { SaidLately } from '../store/desk/said-lines.ts';

/** Summaries that are kept: more conversations than a desk has open. */
const KEPT_MAX = 500;

export interface SummariesDeps {
  readonly reader: HandoffReader;
  /** Absent: the language model is off. What it is sent is recorded with the conversation. */
  readonly summaryWriterFor?: ((conversationId: string) => SummaryWriter) | undefined;
  readonly readSaidLately: (conversationId: string) => Promise<SaidLately>;
}

/**
 * Packets whose summary a language model worded, when there is one and it says something usable in time; else the
 * template's. The same words are summed up once, also when nothing came of it: a packet is read many times.
 */
export function withModelSummaries(deps: SummariesDeps): HandoffReader {
  const { reader, summaryWriterFor, readSaidLately } = deps;
  if (summaryWriterFor === undefined) return reader;
  const kept = new Map<string, Promise<string | undefined>>();
  const summaryOf = async (id: string): Promise<string | undefined> => {
    const { lastSeq, lines } = await readSaidLately(id);
    const key = `${id} ${lastSeq}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    // The gateway has its own budget and never throws; nobody else gives up on it.
    const asked = summaryWriterFor(id).write(lines, new AbortController().signal);
    kept.set(key, asked);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    return asked;
  };
  return {
    ...reader,
    packet: async (id) => {
      const [packet, text] = await Promise.all([reader.packet(id), summaryOf(id)]);
      return packet === undefined ? undefined : withSummary(packet, text);
    },
  };
}

function withSummary(packet: Packet, text: string | undefined): Packet {
  return text === undefined ? packet : { ...packet, summary: { text, by: 'model' } };
}
