import { DAY_MS } from '../lib/clock.ts';
import { submitReport } from './claim-report-done.ts';
import { lossOf } from './claim-report-facts.ts';
import { countFacts, prepareScene } from './claim-report-scene.ts';
import { reportSlots } from './claim-report-slots.ts';
import { readBack } from './claim-report-text.ts';
import { copy } from './copy/zh-cn.ts';
import type { BeforeCancel, Flow, FlowContext, Slots } from './flow.ts';

const text = copy.claimReport;

/** A draft waits for its customer this long: nobody tells an accident twice because a phone was put away. */
const KEPT_MS = 7 * DAY_MS;

/** From so many facts on it is worth a word that they were taken, and a question before they are dropped. */
const MUCH_TOLD = 4;

/**
 * Reporting an accident: safety and injury first, never blocked by identity (domain.md 1.5, 3.4). What is known
 * about the car's insurance stays with the store, whoever reports.
 */
export const claimReportFlow: Flow = {
  id: 'claim_report',
  version: 1,
  title: text.title,
  slots: reportSlots,
  keptMs: KEPT_MS,
  intro: (slots) =>
    text.intro({
      isHurt: slots['injury'] === true,
      isMuchTold: countFacts(slots) >= MUCH_TOLD,
      advice: text.advice(lossOf(slots)),
    }),
  prepare: (slots) => Promise.resolve({ slots: prepareScene(slots) }),
  beforeCancel,
  summary: (slots, context) =>
    text.summary(
      readBack(slots, context).map(([label, value]) =>
        label === text.photos.label ? `${label} ${value}` : value,
      ),
    ),
  confirm: (slots, context) => ({
    text: text.confirm(readBack(slots, context).map(([label, value]) => text.line(label, value))),
  }),
  complete: submitReport,
};

/** 算了 may mean a photo or the whole of it: nobody tells it all again for one word. */
function beforeCancel(slots: Slots, context: FlowContext): BeforeCancel | undefined {
  if (countFacts(slots) < MUCH_TOLD || slots['asked_to_drop'] === true) return undefined;
  const told = text.summary(readBack(slots, context).map(([, value]) => value));
  const { keepOn, drop } = text.labels;
  return {
    set: { asked_to_drop: true },
    prompt: {
      text: text.beforeCancel(told),
      offers: [
        { label: keepOn, commands: [{ do: 'resume' }] },
        { label: drop, commands: [{ do: 'cancel' }] },
      ],
      yes: [{ do: 'resume' }],
      no: [{ do: 'cancel' }],
    },
  };
}
