import { describe, expect, it } from 'vitest';
import {
  documentNamedIn,
  paperKindIn,
  sensitivePurposeOf,
} from '../../../src/domain/claim/document-names.ts';

describe('what is agreed to by itself', () => {
  it.each([
    ['病历', 'medical_documents'],
    ['诊断证明', 'medical_documents'],
    ['医疗费发票和用药清单', 'medical_documents'],
    ['收款账户', 'account_documents'],
    ['银行卡复印件', 'account_documents'],
    ['被保险人身份证明', 'identity_documents'],
    ['行驶证', undefined],
    ['维修发票和清单', undefined],
    ['事故认定书或自行协商协议书', undefined],
  ])('%s: %s', (document, purpose) => {
    expect(sensitivePurposeOf(document)).toBe(purpose);
  });
});

describe('which paper is meant', () => {
  const NAMES = [
    '被保险人身份证明',
    '行驶证',
    '驾驶证',
    '收款账户',
    '现场和车损照片',
    '维修发票和清单',
    '事故认定书或自行协商协议书',
    '对方维修发票',
  ];
  it.each([
    ['行驶证', '行驶证'],
    ['这是我的驾照', '驾驶证'],
    ['先传身份证', '被保险人身份证明'],
    ['银行卡照片', '收款账户'],
    ['修车发票', '维修发票和清单'],
    ['对方的修车发票', '对方维修发票'],
    ['交警的认定书', '事故认定书或自行协商协议书'],
    ['车损的照片', '现场和车损照片'],
    ['行驶证和驾驶证', undefined],
    ['随便一个', undefined],
  ])('by %j: %s', (said, name) => {
    expect(documentNamedIn(said, NAMES)).toBe(name);
  });
});

it.each([
  ['双方事故理赔要什么材料', 'double'],
  ['单方的', 'single'],
  ['人伤理赔要哪些', 'injury'],
  ['车被偷了', 'theft'],
  ['玻璃碎了', 'glass'],
  ['泡水车', 'water'],
  ['自燃', 'fire'],
  ['被人划了', 'scratch'],
  ['理赔需要什么材料', undefined],
])('%j is about %s', (said, kind) => {
  expect(paperKindIn(said)).toBe(kind);
});
