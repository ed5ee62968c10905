import type { AgentRole } from '../../../domain/agent.ts';
import type { Skill } from '../../../domain/handoff/settings.ts';

/** Somebody of the demo insurer whom customers are told about. */
export interface DemoHandler {
  readonly name: string;
  readonly phone: string;
  readonly staffNo: string;
}

/** The handler of the README's claim, in Changning. */
export const wangLei: DemoHandler = { name: '王磊', phone: '13900000001', staffNo: 'LP0001' };

/** Claim handlers, two for each branch, in the branches' order. */
export const handlers: readonly DemoHandler[] = [
  wangLei,
  { name: '顾晓峰', phone: '13900000002', staffNo: 'LP0002' },
  { name: '沈佳宁', phone: '13900000003', staffNo: 'LP0003' },
  { name: '陆建平', phone: '13900000004', staffNo: 'LP0004' },
  { name: '金海涛', phone: '13900000005', staffNo: 'LP0005' },
  { name: '严敏', phone: '13900000006', staffNo: 'LP0006' },
  { name: '周凯', phone: '13900000007', staffNo: 'LP0007' },
  { name: '殷志远', phone: '13900000008', staffNo: 'LP0008' },
  { name: '方文俊', phone: '13900000009', staffNo: 'LP0009' },
  { name: '毛雪琴', phone: '13900000010', staffNo: 'LP0010' },
];

/** Relationship managers, two for each branch, in the branches' order. */
export const relationshipManagers = [
  '任静',
  '施伟民',
  '倪晓岚',
  '秦岭',
  '龚丽华',
  '翁国强',
  '章丽娟',
  '孟凡',
  '戴明月',
  '夏雨晴',
] as const;

/** A team of the desk. */
export interface DemoTeam {
  readonly name: string;
  readonly skills: readonly Skill[];
}

export const teams = {
  claims: { name: '理赔组', skills: ['claims'] },
  complaints: { name: '投诉组', skills: ['complaint'] },
  general: { name: '综合组', skills: ['policy'] },
} as const satisfies Readonly<Record<string, DemoTeam>>;

/** Somebody who works at the desk. */
export interface DeskAccount {
  readonly username: string;
  /** As customers read it, and as a customer's record names a relationship manager. */
  readonly displayName: string;
  readonly role: AgentRole;
  readonly team?: keyof typeof teams;
  readonly skills?: readonly Skill[];
  /** Default: Chinese only. */
  readonly languages?: readonly string[];
  /** Index of the branch whose customers they look after. */
  readonly branch?: number;
  /** Conversations at once; default 5. */
  readonly capacity?: number;
}

/** The accounts of the desk. The last four are relationship managers of customers in Shanghai. */
export const deskAccounts: readonly DeskAccount[] = [
  {
    username: 'demo.agent1',
    displayName: '何晓彤',
    role: 'agent',
    team: 'general',
    skills: ['claims', 'roadside'],
    capacity: 6,
  },
  {
    username: 'demo.agent2',
    displayName: '邹明',
    role: 'agent',
    team: 'complaints',
    skills: ['claims'],
  },
  {
    username: 'demo.agent3',
    displayName: '白雪',
    role: 'agent',
    team: 'claims',
    skills: ['injury'],
    languages: ['zh', 'en'],
    capacity: 4,
  },
  {
    username: 'demo.agent4',
    displayName: '石磊',
    role: 'agent',
    team: 'claims',
    skills: ['injury', 'roadside'],
  },
  {
    username: 'demo.supervisor1',
    displayName: '钱文',
    role: 'supervisor',
    team: 'claims',
    skills: ['injury', 'complaint'],
    capacity: 3,
  },
  {
    username: 'demo.supervisor2',
    displayName: '万芳',
    role: 'supervisor',
    team: 'complaints',
    skills: ['policy'],
    capacity: 3,
  },
  { username: 'demo.admin', displayName: '孔令', role: 'admin', capacity: 0 },
  { username: 'demo.auditor', displayName: '施敏', role: 'auditor', capacity: 0 },
  {
    username: 'demo.agent5',
    displayName: relationshipManagers[0],
    role: 'agent',
    team: 'general',
    skills: ['claims'],
    branch: 0,
  },
  {
    username: 'demo.agent6',
    displayName: relationshipManagers[1],
    role: 'agent',
    team: 'general',
    branch: 0,
  },
  {
    username: 'demo.agent7',
    displayName: relationshipManagers[2],
    role: 'agent',
    team: 'general',
    skills: ['claims', 'roadside'],
    branch: 1,
  },
  {
    username: 'demo.agent8',
    displayName: relationshipManagers[3],
    role: 'agent',
    team: 'general',
    languages: ['zh', 'en'],
    branch: 1,
  },
];
