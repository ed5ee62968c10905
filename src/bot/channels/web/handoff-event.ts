import type { Activity } from '../../../domain/activity.ts';
import { SKILLS, type Skill } from '../../../domain/handoff/settings.ts';
import { textField } from '../../../lib/json.ts';

/** The skill that a `handoff.initiate` asks for, when it is one that we know: `value.skill`. */
export function skillIn({ value }: Pick<Activity, 'value'>): Skill | undefined {
  const wanted = textField(value, 'skill')?.toLowerCase();
  return SKILLS.find((skill) => skill === wanted);
}
