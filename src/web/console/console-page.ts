import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { currentSession } from '../../server/contract/access.ts';
import type { PAGE_GROUPS } from './copy-admin/pages.ts';
import type { PageProps } from './page-props.ts';

/** What an account may be. */
export type Role = z.infer<typeof currentSession>['role'];
/** A heading of the menu. */
export type PageGroup = keyof typeof PAGE_GROUPS;

/** A page of the console. The menu shows those that the role may see, in this order. */
export interface ConsolePage {
  /** `/desk`; everything below it belongs to the page too. */
  readonly path: string;
  readonly title: string;
  /** Under which heading it stands in a long menu. */
  readonly group: PageGroup;
  readonly icon: ComponentType;
  readonly roles: readonly Role[];
  /** Loaded when it is opened first: every page is a file of its own. */
  readonly load: () => Promise<{ readonly Page: ComponentType<PageProps> }>;
  /** True: reached by a link or the search, not from the menu. */
  readonly isHidden?: boolean;
}

/** Whoever signs in. */
export const EVERYONE: readonly Role[] = ['agent', 'supervisor', 'admin', 'auditor'];
/** Whoever works. */
export const DESK: readonly Role[] = ['agent', 'supervisor', 'admin'];
/** Whoever leads. */
export const LEADS: readonly Role[] = ['supervisor', 'admin'];
/** Leads, and auditors who look and change nothing. */
export const WATCHERS: readonly Role[] = ['supervisor', 'admin', 'auditor'];
/** Whoever sets the desk up. */
export const ADMIN: readonly Role[] = ['admin'];
