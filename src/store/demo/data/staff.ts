import type { AgentRole } from '../../../domain/agent.ts';

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

/** Accounts of the desk. Nobody can sign in with them until an admin sets a password. */
export const deskAccounts: readonly {
  readonly username: string;
  readonly displayName: string;
  readonly role: AgentRole;
}[] = [
  { username: 'demo.agent1', displayName: '客服 何晓彤', role: 'agent' },
  { username: 'demo.agent2', displayName: '客服 邹明', role: 'agent' },
  { username: 'demo.agent3', displayName: '客服 白雪', role: 'agent' },
  { username: 'demo.agent4', displayName: '客服 石磊', role: 'agent' },
  { username: 'demo.supervisor1', displayName: '班组长 钱文', role: 'supervisor' },
  { username: 'demo.supervisor2', displayName: '质检 万芳', role: 'supervisor' },
  { username: 'demo.admin', displayName: '系统管理员 孔令', role: 'admin' },
  { username: 'demo.auditor', displayName: '合规 施敏', role: 'auditor' },
];
