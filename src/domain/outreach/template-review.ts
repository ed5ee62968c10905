import type { Actor } from '../audit.ts';
import type { TemplateState } from './template.ts';

/** What somebody does with a version of a template. */
export type TemplateAct = 'edit' | 'submit' | 'approve' | 'reject' | 'retire';

/**
 * What follows. `change`: this version gets the state. `new_version`: this one stays as it is, since it may have been
 * sent, and the words become the next version. `own_work`: nobody reviews what they wrote in.
 */
export type TemplateMove =
  | { readonly kind: 'change'; readonly status: TemplateState }
  | { readonly kind: 'new_version' }
  | { readonly kind: 'refused'; readonly why: 'wrong_state' | 'own_work' | 'not_a_person' };

const REFUSED = { kind: 'refused', why: 'wrong_state' } as const;

/** May this be done with a version, and what becomes of it. */
export function moveTemplate(
  act: TemplateAct,
  template: { readonly status: TemplateState; readonly writerIds: readonly string[] },
  actor: Actor,
): TemplateMove {
  const { status } = template;
  switch (act) {
    case 'edit':
      if (status === 'in_review') return REFUSED;
      return status === 'draft' || status === 'rejected'
        ? { kind: 'change', status: 'draft' }
        : { kind: 'new_version' };
    case 'submit':
      return status === 'draft' || status === 'rejected'
        ? { kind: 'change', status: 'in_review' }
        : REFUSED;
    case 'approve':
    case 'reject':
      if (status !== 'in_review') return REFUSED;
      if (actor.kind !== 'agent') return { kind: 'refused', why: 'not_a_person' };
      if (template.writerIds.includes(actor.id)) return { kind: 'refused', why: 'own_work' };
      return { kind: 'change', status: act === 'approve' ? 'approved' : 'rejected' };
    case 'retire':
      return status === 'retired' || status === 'in_review'
        ? REFUSED
        : { kind: 'change', status: 'retired' };
  }
}
