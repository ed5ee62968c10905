import { checkAnswer, type NewAnswers } from '../../src/domain/questionnaire/answer.ts';
import {
  type AnswerOutcome,
  type OpenInvitation,
  openness,
} from '../../src/domain/questionnaire/invitation.ts';
import { isComplete, turnOf } from '../../src/domain/questionnaire/paths.ts';
import { questionnaireContentSchema } from '../../src/domain/questionnaire/questionnaire.ts';
import { surveyBank } from '../../src/flows/copy/survey-bank.ts';
import { addMs, type Clock, DAY_MS } from '../../src/lib/clock.ts';
import { signLink } from '../../src/lib/link-token.ts';
import type { SurveyFormPort } from '../../src/server/forms/survey-form-routes.ts';

export const LINK_SECRET = 'a secret of this test';

type Code = ReturnType<typeof surveyBank>[number]['code'];

/** What the form reads and writes, in memory, by the rules of the domain. */
export class MemorySurveys implements SurveyFormPort {
  readonly invitations = new Map<string, OpenInvitation>();
  /** Everything that was written, in order. */
  readonly written: Omit<NewAnswers, 'via'>[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Somebody is asked by a questionnaire of the bank: the path of their link. */
  invite(code: Code, { linkDays = 60 }: { readonly linkDays?: number } = {}): string {
    const entry = surveyBank('安途车险').find((one) => one.code === code);
    if (entry === undefined) throw new Error('no such questionnaire');
    // The turn follows from the id: the same questions at every run.
    const id = `inv_${code.toLowerCase()}${this.invitations.size}`;
    const now = this.#clock.now();
    this.invitations.set(id, {
      id,
      questionnaire: {
        id: `qst_${code}`,
        code,
        title: entry.title,
        purpose: entry.purpose,
        offersAnonymity: entry.offersAnonymity,
        content: questionnaireContentSchema.parse(entry.content),
      },
      state: 'sent',
      answers: {},
      isAnonymous: false,
      expiresAt: addMs(now, 14 * DAY_MS),
      completedAt: undefined,
      isVisit: false,
    });
    const expiresAt = addMs(now, linkDays * DAY_MS);
    return `/s/${signLink({ secret: LINK_SECRET, kind: 'survey', id, expiresAt })}`;
  }

  /** The only invitation. */
  get one(): OpenInvitation {
    const [one] = this.invitations.values();
    if (one === undefined) throw new Error('nobody was asked');
    return one;
  }

  async open(id: string): Promise<OpenInvitation | undefined> {
    return this.invitations.get(id);
  }

  async answer(input: Omit<NewAnswers, 'via'>): Promise<AnswerOutcome> {
    const found = this.invitations.get(input.invitationId);
    if (found === undefined) return { kind: 'not_found' };
    const now = this.#clock.now();
    const open = openness(found, now);
    if (open !== 'open') return { kind: open };
    const { questions } = found.questionnaire.content;
    const wrong = Object.entries(input.values).filter(([id, value]) => {
      const question = questions.find((one) => one.id === id);
      return question === undefined || checkAnswer(question, value) === undefined;
    });
    if (wrong.length > 0) return { kind: 'invalid', questionIds: wrong.map(([id]) => id) };
    this.written.push(input);
    const answers = { ...found.answers, ...input.values };
    const { content } = found.questionnaire;
    const isWhole = isComplete(content, answers, turnOf(content, found.id));
    const state = input.isRefused ? 'refused' : isWhole ? 'completed' : 'partial';
    this.invitations.set(found.id, {
      ...found,
      answers,
      state,
      isAnonymous: found.isAnonymous || input.isAnonymous === true,
      completedAt: isWhole ? (found.completedAt ?? now) : undefined,
    });
    return { kind: 'saved', state, answers, followUps: [] };
  }
}
