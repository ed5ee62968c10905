import {
  CalendarOutlined,
  FilterOutlined,
  FlagOutlined,
  FormOutlined,
  GiftOutlined,
  NotificationOutlined,
  PhoneOutlined,
  ProfileOutlined,
  ShareAltOutlined,
} from '@ant-design/icons';
import { type ConsolePage, EVERYONE, WATCHERS } from './console-page.ts';
import { PAGE_TITLES } from './copy-admin/pages.ts';

/** Satisfaction, return visits and care. */
export const CARE_PAGES: readonly ConsolePage[] = [
  {
    path: '/return-visits',
    title: PAGE_TITLES.returnVisits,
    group: 'care',
    icon: PhoneOutlined,
    roles: EVERYONE,
    load: () => import('./pages/return-visits/page.tsx'),
  },
  {
    path: '/follow-ups',
    title: PAGE_TITLES.followUps,
    group: 'care',
    icon: FlagOutlined,
    roles: EVERYONE,
    load: () => import('./pages/follow-ups/page.tsx'),
  },
  {
    path: '/questionnaires',
    title: PAGE_TITLES.questionnaires,
    group: 'care',
    icon: FormOutlined,
    roles: EVERYONE,
    load: () => import('./pages/questionnaires/page.tsx'),
  },
  {
    path: '/outreach/campaigns',
    title: PAGE_TITLES.campaigns,
    group: 'care',
    icon: NotificationOutlined,
    roles: EVERYONE,
    load: () => import('./pages/campaigns/page.tsx'),
  },
  {
    path: '/outreach/care',
    title: PAGE_TITLES.careCalendar,
    group: 'care',
    icon: CalendarOutlined,
    roles: EVERYONE,
    load: () => import('./pages/care-calendar/page.tsx'),
  },
  {
    path: '/outreach/templates',
    title: PAGE_TITLES.templates,
    group: 'care',
    icon: ProfileOutlined,
    roles: EVERYONE,
    load: () => import('./pages/push-templates/page.tsx'),
  },
  {
    path: '/owner-events',
    title: PAGE_TITLES.ownerEvents,
    group: 'care',
    icon: GiftOutlined,
    roles: EVERYONE,
    load: () => import('./pages/owner-events/page.tsx'),
  },
  {
    path: '/referrals',
    title: PAGE_TITLES.referrals,
    group: 'care',
    icon: ShareAltOutlined,
    roles: EVERYONE,
    load: () => import('./pages/referrals/page.tsx'),
  },
  {
    path: '/outreach/settings',
    title: PAGE_TITLES.outreachSettings,
    group: 'care',
    icon: FilterOutlined,
    roles: WATCHERS,
    load: () => import('./pages/outreach-settings/page.tsx'),
  },
];
