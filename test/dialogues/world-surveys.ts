import {
  type OpenInvitation,
  openness,
  type SurveyReader,
} from '../../src/domain/questionnaire/invitation.ts';
import { isComplete, turnOf } from '../../src/domain/questionnaire/paths.ts';
import { questionnaireContentSchema } from '../../src/domain/questionnaire/questionnaire.ts';
import type { Write } from '../../src/domain/write.ts';
import { surveyBank } from '../../src/flows/copy/survey-bank.ts';

export interface SurveySetup {
  readonly code: ReturnType<typeof surveyBank>[number]['code'];
  readonly isVisit?: boolean;
  readonly expiresAt?: Date;
  /** Which turn of the rotation they get; 0 when absent. */
  readonly turn?: 0 | 1;
}

/** An invitation that was sent into the story's conversation before it begins. */
export function surveysOf(setup: SurveySetup | undefined, written: readonly Write[]): SurveyReader {
  const current = (): OpenInvitation | undefined =>
    setup === undefined ? undefined : invitationOf(setup, written);
  return {
    openIn: (_conversationId, now) => {
      const found = current();
      const isOpen =
        found !== undefined && found.completedAt === undefined && openness(found, now) === 'open';
      return Promise.resolve(isOpen ? found : undefined);
    },
    find: (id) => {
      const found = current();
      return Promise.resolve(found?.id === id ? found : undefined);
    },
  };
}

function invitationOf(setup: SurveySetup, written: readonly Write[]): OpenInvitation {
  const entry = surveyBank('安途车险').find(({ code }) => code === setup.code);
  if (entry === undefined) throw new Error('no such questionnaire');
  const content = questionnaireContentSchema.parse(entry.content);
  const id = idFor(setup.turn ?? 0, content);
  const mine = written.filter((write) => write.kind === 'answerSurvey');
  const answers = Object.assign({}, ...mine.map(({ values }) => values));
  const isRefused = mine.some((write) => write.isRefused === true);
  const isDone = isComplete(content, answers, turnOf(content, id));
  return {
    id,
    questionnaire: { ...entry, id: 'qst_1', content },
    state: isRefused ? 'refused' : isDone ? 'completed' : mine.length > 0 ? 'partial' : 'sent',
    answers,
    isAnonymous: false,
    expiresAt: setup.expiresAt ?? new Date('2026-06-26T02:00:00Z'),
    completedAt: isDone ? mine.at(-1)?.at : undefined,
    isVisit: setup.isVisit === true,
  };
}

/** The first id that gets this turn. */
function idFor(turn: number, content: Parameters<typeof turnOf>[0]): string {
  for (let nth = 1; ; nth += 1) {
    const id = `inv_${nth}`;
    if (turnOf(content, id) === turn % content.turns) return id;
  }
}
