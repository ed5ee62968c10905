import { describe, expect, it } from 'vitest';
import {
  maskAddress,
  maskEmail,
  maskIdNumber,
  maskName,
  maskNumber,
  maskPhone,
  maskPlate,
  maskReference,
  maskText,
  maskVin,
} from '../../src/domain/mask.ts';

describe('masking', () => {
  it.each([
    ['13800138000', '138****8000', maskPhone],
    ['11010519491231002X', '110***********002X', maskIdNumber],
    ['张三', '张*', maskName],
    ['欧阳锋', '欧阳*', maskName],
    ['粤BD12345', '粤B****45', maskPlate],
    ['LSVAA4182E2184847', 'LSV**********4847', maskVin],
    ['PDAA202611010000123456', 'PDAA****3456', maskNumber],
    ['上海市浦东新区世纪大道1号', '上海市浦东新区***', maskAddress],
    ['某处', '***', maskAddress],
    ['zhang@x.com', 'z***@x.com', maskEmail],
    ['12345', '***', maskPhone],
  ])('shows %s as %s', (value, shown, mask) => {
    expect(mask(value)).toBe(shown);
  });

  it.each([
    ['我的电话是13800138000，谢谢', '我的电话是138****8000，谢谢'],
    ['１３８００１３８０００打这个', '138****8000打这个'],
    ['138 0013 8000', '138****8000'],
    ['身份证11010519491231002x', '身份证110***********002X'],
    ['车牌沪a12345在路口', '车牌沪A****45在路口'],
    ['粤B·D12345', '粤B****45'],
    ['保单PDAA202611010000123456到期', '保单PDAA****3456到期'],
    ['车架LSVAA4182E2184847', '车架LSV**********4847'],
    ['卡号4111 1111 1111 1111', '卡号4111 **** **** 1111'],
    ['发到zhang@x.com', '发到z***@x.com'],
    ['定损1200元，6月11日15:00', '定损1200元，6月11日15:00'],
    ['好的😀，没问题', '好的😀，没问题'],
  ])('masks inside text: %s', (text, shown) => {
    expect(maskText(text)).toBe(shown);
  });

  it('leaves the number of a reference, and not whom it is about', () => {
    const written = '拨打13800138000，录音SH20261123001，运单1234567890123456，车沪A12345';
    expect(maskReference(written)).toBe(
      '拨打138****8000，录音SH20261123001，运单1234567890123456，车沪A****45',
    );
  });
});
