import { describe, expect, it } from 'vitest';
import { askedAspect } from '../../../src/domain/policy/asked-aspect.ts';

describe('what about a policy was asked', () => {
  it.each([
    ['我的保单什么时候到期', { topic: 'expiry' }],
    ['交强险哪天到期', { topic: 'expiry', kind: 'compulsory' }],
    ['商业险还有几天', { topic: 'expiry', kind: 'commercial' }],
    ['三者险什么时候到期啊', { topic: 'expiry' }],
    ['三者多少', { topic: 'cover', cover: 'third_party' }],
    ['三者险保额多少', { topic: 'cover', cover: 'third_party' }],
    ['我有没有划痕险', { topic: 'cover', cover: 'scratch' }],
    ['玻璃险买了没', { topic: 'cover', cover: 'glass' }],
    ['座位险多少', { topic: 'cover', cover: 'occupants' }],
    ['车损险是什么意思', { topic: 'meaning', cover: 'own_damage' }],
    ['这些险都是什么意思', { topic: 'meaning' }],
    ['保单号是多少', { topic: 'policy_no' }],
    ['保单号码发我一下', { topic: 'policy_no' }],
    ['去年保费交了多少', { topic: 'premium' }],
    ['被保险人写的谁', { topic: 'insured' }],
    ['保险还有效吗', { topic: 'in_force' }],
    ['我都买了哪些险种', { topic: 'covers' }],
    ['查保单', {}],
    ['查一下交强险', { kind: 'compulsory' }],
    ['', {}],
  ])('%s', (said, wanted) => {
    expect(askedAspect(said)).toEqual(wanted);
  });
});
