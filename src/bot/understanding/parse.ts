import type { Command } from '../../flows/command.ts';
import type { Flow } from '../../flows/flow.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Classifier, Evidence } from './classifier/classifier.ts';
import { readable } from './hygiene.ts';
import { readSlots } from './read-slots.ts';
import type { DialogueView, Understander, Understanding } from './understanding.ts';

/** What a sentence comes to, without a conversation around it (design.md 3). */
export interface Parsed extends Pick<Understanding, 'intent' | 'confidence' | 'by'> {
  readonly alternatives: { intent: string; confidence: number }[];
  readonly entities: JsonObject;
  readonly commands: Command[];
  readonly features: Evidence[];
}

export interface ParseDeps {
  readonly classifier: Classifier;
  readonly understander: Understander;
  readonly flows: readonly Flow[];
}

const FEATURES_MAX = 10;

/** Understands single sentences the way the bot does when nothing was asked; yes and no are what they are. */
export function makeParse(deps: ParseDeps): (text: string, now: Date) => Promise<Parsed> {
  const flows = new Map(deps.flows.map((flow) => [flow.id, flow]));
  return async (text, now) => {
    const view: DialogueView = { now, flows, offered: [], isYesNoAsked: true };
    const utterance = { seq: 1, kind: 'text' as const, text, attachments: [] };
    const understood = await deps.understander.understand([utterance], view);
    const { intent, confidence, by, alternatives, commands } = understood;
    const { one_time_code: _code, ...entities } = readSlots(text, view).entities;
    const features = deps.classifier
      .explain(readable(text), intent)
      .filter(({ weight }) => weight > 0)
      .slice(0, FEATURES_MAX);
    return {
      intent,
      confidence,
      alternatives: [...alternatives],
      entities,
      commands: [...commands],
      by,
      features,
    };
  };
}
