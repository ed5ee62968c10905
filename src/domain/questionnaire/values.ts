/** What was answered to one question: a score, an option, several, words. Null: left out. */
export type SurveyValue = number | string | readonly string[] | null;

/** By question. Absent: not answered yet. */
export type SurveyAnswers = Readonly<Record<string, SurveyValue | undefined>>;
