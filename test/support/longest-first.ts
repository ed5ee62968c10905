import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, each before the shorter ones, by their times on two cores. Begun last, one of them would
 * run alone at the end of its group. Those that kill processes wait more than they reckon: two of them begin together.
 */
const LONGEST = [
  'system/handoff-crash',
  'system/wechat-kills',
  'system/crash',
  'system/clock-crash',
  'system/console-pages',
  'system/complaint',
  'system/wechat-faults',
  'system/language-model',
  'system/console',
  'browser/console-complaint-case',
  'browser/console-shell',
  'browser/console-complaints',
  'browser/console-desk',
  'browser/console-day',
  'browser/chat-page',
  'store/engine',
  'store/handoffs/races',
  'server/security/every-route',
  'bot/channels/wechat/wechaty/puppet-service',
  'bot/channels/wechat/send/stories',
  'scripts/audit',
  'domain/sla/timelines',
  'dialogues/stories',
];

/** Orders test files; what is not named follows as vitest would have it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  const found = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  const rank = found < 0 ? LONGEST.length : found;
  // Together and last: their files share processes, and the shortest of them end the run.
  return project.name === 'browser' ? rank + LONGEST.length + 1 : rank;
}
