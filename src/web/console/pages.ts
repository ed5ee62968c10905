import {
  ApiOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CarOutlined,
  ClockCircleOutlined,
  CommentOutlined,
  ControlOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  ExclamationCircleOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  HeartOutlined,
  HourglassOutlined,
  KeyOutlined,
  MessageOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  SendOutlined,
  TagsOutlined,
  TeamOutlined,
  ToolOutlined,
  UserOutlined,
} from '@ant-design/icons';
import {
  ADMIN,
  type ConsolePage,
  DESK,
  EVERYONE,
  LEADS,
  type Role,
  WATCHERS,
} from './console-page.ts';
import { COPY } from './copy.ts';
import { PAGE_TITLES } from './copy-admin/pages.ts';
import { CARE_PAGES } from './pages-care.ts';

/** Every page. The first one that a role may see is where it starts. */
export const PAGES: readonly ConsolePage[] = [
  {
    path: '/desk',
    title: COPY.pages.desk,
    group: 'work',
    icon: CustomerServiceOutlined,
    roles: DESK,
    load: () => import('./pages/desk/page.tsx'),
  },
  {
    path: '/board',
    title: PAGE_TITLES.board,
    group: 'work',
    icon: DashboardOutlined,
    roles: WATCHERS,
    load: () => import('./pages/board/page.tsx'),
  },
  {
    path: '/conversations',
    title: PAGE_TITLES.conversations,
    group: 'work',
    icon: MessageOutlined,
    roles: EVERYONE,
    load: () => import('./pages/conversations/page.tsx'),
  },
  {
    path: '/customers',
    title: PAGE_TITLES.customers,
    group: 'work',
    icon: UserOutlined,
    roles: EVERYONE,
    load: () => import('./pages/customers/page.tsx'),
  },
  {
    path: '/complaints',
    title: PAGE_TITLES.complaints,
    group: 'cases',
    icon: ExclamationCircleOutlined,
    roles: EVERYONE,
    load: () => import('./pages/complaints/page.tsx'),
  },
  {
    path: '/complaint-analysis',
    title: PAGE_TITLES.complaintAnalysis,
    group: 'cases',
    icon: BarChartOutlined,
    roles: WATCHERS,
    load: () => import('./pages/complaint-analysis/page.tsx'),
  },
  {
    path: '/service-requests',
    title: PAGE_TITLES.requests,
    group: 'cases',
    icon: ToolOutlined,
    roles: EVERYONE,
    load: () => import('./pages/service-requests/page.tsx'),
  },
  {
    path: '/reports',
    title: PAGE_TITLES.reports,
    group: 'cases',
    icon: CarOutlined,
    roles: EVERYONE,
    load: () => import('./pages/reports/page.tsx'),
  },
  {
    path: '/claims',
    title: PAGE_TITLES.claims,
    group: 'cases',
    icon: FileTextOutlined,
    roles: EVERYONE,
    load: () => import('./pages/claims/page.tsx'),
  },
  {
    path: '/policies',
    title: PAGE_TITLES.policies,
    group: 'cases',
    icon: FileProtectOutlined,
    roles: EVERYONE,
    load: () => import('./pages/policies/page.tsx'),
    isHidden: true,
  },
  ...CARE_PAGES,
  {
    path: '/knowledge',
    title: PAGE_TITLES.knowledge,
    group: 'manage',
    icon: BookOutlined,
    roles: EVERYONE,
    load: () => import('./pages/knowledge/page.tsx'),
  },
  {
    path: '/texts',
    title: PAGE_TITLES.texts,
    group: 'manage',
    icon: CommentOutlined,
    roles: DESK,
    load: () => import('./pages/texts/page.tsx'),
  },
  {
    path: '/quality',
    title: PAGE_TITLES.quality,
    group: 'manage',
    icon: SafetyCertificateOutlined,
    roles: WATCHERS,
    load: () => import('./pages/quality/page.tsx'),
  },
  {
    path: '/agents',
    title: PAGE_TITLES.agents,
    group: 'manage',
    icon: TeamOutlined,
    roles: ADMIN,
    load: () => import('./pages/agents/page.tsx'),
  },
  {
    path: '/teams',
    title: PAGE_TITLES.teams,
    group: 'manage',
    icon: TagsOutlined,
    roles: WATCHERS,
    load: () => import('./pages/teams/page.tsx'),
  },
  {
    path: '/hours',
    title: PAGE_TITLES.hours,
    group: 'settings',
    icon: ClockCircleOutlined,
    roles: WATCHERS,
    load: () => import('./pages/hours/page.tsx'),
  },
  {
    path: '/sla',
    title: PAGE_TITLES.sla,
    group: 'settings',
    icon: HourglassOutlined,
    roles: WATCHERS,
    load: () => import('./pages/sla/page.tsx'),
  },
  {
    path: '/settings',
    title: PAGE_TITLES.settings,
    group: 'settings',
    icon: ControlOutlined,
    roles: LEADS,
    load: () => import('./pages/settings/page.tsx'),
  },
  {
    path: '/api-keys',
    title: PAGE_TITLES.apiKeys,
    group: 'settings',
    icon: KeyOutlined,
    roles: ADMIN,
    load: () => import('./pages/api-keys/page.tsx'),
  },
  {
    path: '/webhooks',
    title: PAGE_TITLES.webhooks,
    group: 'settings',
    icon: ApiOutlined,
    roles: ADMIN,
    load: () => import('./pages/webhooks/page.tsx'),
  },
  {
    path: '/deliveries',
    title: PAGE_TITLES.deliveries,
    group: 'system',
    icon: SendOutlined,
    roles: ADMIN,
    load: () => import('./pages/deliveries/page.tsx'),
  },
  {
    path: '/system',
    title: PAGE_TITLES.system,
    group: 'system',
    icon: HeartOutlined,
    roles: LEADS,
    load: () => import('./pages/system/page.tsx'),
  },
  {
    path: '/audit',
    title: PAGE_TITLES.audit,
    group: 'system',
    icon: AuditOutlined,
    roles: ['admin', 'auditor'],
    load: () => import('./pages/audit/page.tsx'),
  },
  {
    path: '/search',
    title: PAGE_TITLES.search,
    group: 'cases',
    icon: SearchOutlined,
    roles: EVERYONE,
    load: () => import('./pages/search/page.tsx'),
    isHidden: true,
  },
];

/** The pages in a role's menu, in their order. */
export function menuOf(role: Role): readonly ConsolePage[] {
  return PAGES.filter(({ roles, isHidden }) => isHidden !== true && roles.includes(role));
}

/** The page that a path belongs to, and what follows; undefined when there is none for this role. */
export function findPage(
  path: string,
  role: Role,
): { readonly page: ConsolePage; readonly rest: string } | undefined {
  const page = PAGES.filter(({ roles }) => roles.includes(role)).find(
    (candidate) => path === candidate.path || path.startsWith(`${candidate.path}/`),
  );
  if (page === undefined) return undefined;
  return { page, rest: decode(path.slice(page.path.length + 1)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
