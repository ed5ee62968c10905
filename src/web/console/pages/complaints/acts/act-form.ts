import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { FieldHints } from '../../../form/form-problems.ts';
import type { Complaint } from '../complaint.ts';

export interface ActFieldsProps {
  readonly data: Complaint;
}

/** How one act is asked for: the body's schema, its fields, and where it goes. */
export interface ActForm {
  /** The last part of the address. */
  readonly route: string;
  /** The body's; by the complaint when what is known of it need not be said. */
  readonly schema: z.ZodType | ((data: Complaint) => z.ZodType);
  readonly hints?: FieldHints;
  readonly Fields: ComponentType<ActFieldsProps>;
  readonly first?: (data: Complaint) => object;
  /** True: begins with a draft of the notice. */
  readonly hasDraft?: boolean;
  /** In CSS pixels. */
  readonly width?: number;
}
