import { describe, expect, it } from 'vitest';
import {
  idCheckCharacter,
  isIdNumberValid,
  isVinValid,
  normalizeIdLast4,
  normalizeNumber,
  normalizePhone,
  normalizePlate,
} from '../../src/domain/identifiers.ts';

describe('identifiers', () => {
  it.each([
    ['京A12345', '京A12345'],
    ['粤bd12345', '粤BD12345'],
    ['沪AFA1234', '沪AFA1234'],
    ['粤B12345D', '粤B12345D'],
    ['沪A·12345', '沪A12345'],
    ['沪Ａ１２３４５', '沪A12345'],
    ['沪A・1 2-3.4•5', '沪A12345'],
    ['\u200b沪A12345\ufeff', '沪A12345'],
    ['京A1234学', '京A1234学'],
    ['123456使', '123456使'],
    ['京AI2345', undefined],
    ['A12345', undefined],
    ['', undefined],
  ])('reads the plate %s as %s', (text, plate) => {
    expect(normalizePlate(text)).toBe(plate);
  });

  it.each([
    ['13800138000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['008613800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['138.0013、8000', '13800138000'],
    ['（021）12345678', '02112345678'],
    ['021-12345678', '02112345678'],
    ['12800138000', undefined],
    ['95518', undefined],
  ])('reads the phone %s as %s', (text, phone) => {
    expect(normalizePhone(text)).toBe(phone);
  });

  it('checks VINs and ID numbers', () => {
    expect(isVinValid('1M8GDM9AXKP042788')).toBe(true);
    expect(isVinValid('LSVAA4182E2184847')).toBe(true);
    expect(isVinValid('LSVAA4183E2184847')).toBe(false);
    expect(isIdNumberValid('11010519491231002X')).toBe(true);
    expect(isIdNumberValid('110105194912310021')).toBe(false);
    expect(idCheckCharacter('11010519491231002')).toBe('X');
    expect(normalizeIdLast4(' 002x ')).toBe('002X');
    expect(normalizeIdLast4('12345')).toBeUndefined();
    expect(normalizeNumber(' pdaa 2026')).toBe('PDAA2026');
  });
});
