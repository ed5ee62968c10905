import { describe, expect, it } from 'vitest';
import { barOption } from '../../../src/web/console/chart-option.ts';
import { generatePassword } from '../../../src/web/console/pages/agents/generate-password.ts';
import { auditFilterOf, exportHref } from '../../../src/web/console/pages/audit/audit-filter.ts';
import { hoursData, reasonsData } from '../../../src/web/console/pages/board/board-data.ts';
import { factsOf } from '../../../src/web/console/pages/claims/claim-facts.ts';
import { reasonText } from '../../../src/web/console/pages/deliveries/reason-text.ts';
import { averagesOf, meanOf } from '../../../src/web/console/pages/quality/scores.ts';
import { detailsOf } from '../../../src/web/console/pages/service-requests/details.ts';
import { insertVariable, previewOf } from '../../../src/web/console/pages/texts/preview.ts';
import { personOf } from '../../../src/web/console/parts/person-of.ts';
import { showBytes, showDuration, showYuan } from '../../../src/web/console/parts/show.ts';
import { placeOf } from '../../../src/web/console/search-place.ts';

it.each([
  ['expired', '重试一天仍未送达'],
  ['http_503', '对方返回 503'],
  ['network_econnrefused', '对方拒绝连接'],
  ['network_epipe', '网络不通（epipe）'],
  ['quota_of_the_channel', 'quota_of_the_channel'],
])('tells why something did not leave: %s', (reason, text) => {
  expect(reasonText(reason)).toBe(text);
});

describe('a generated password', () => {
  it('is four groups of four that are not taken for one another', () => {
    expect(generatePassword()).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
  });
  it('leaves out bytes that would favour some letters', () => {
    const bytes = [255, 248, 0];
    let asked = 0;
    const fill = (array: Uint8Array<ArrayBuffer>) => array.fill(bytes[asked++] ?? 30);
    // 255 and 248 are past the last whole multiple of 31; 0 is the first letter, 30 the last.
    expect(generatePassword(fill)).toBe('a999-9999-9999-9999');
  });
});

describe('the preview of a text', () => {
  const variables = [{ name: 'customer.name', label: '客户称呼' }];
  it('shows variables by what they stand for, and those that nothing fills', () => {
    expect(previewOf('您好{{ customer.name }}，{{claim.x}}', variables)).toEqual([
      { kind: 'text', text: '您好' },
      { kind: 'variable', name: 'customer.name', label: '客户称呼' },
      { kind: 'text', text: '，' },
      { kind: 'unknown', name: 'claim.x' },
    ]);
  });
  it('is nothing for no text', () => {
    expect(previewOf('', variables)).toEqual([]);
  });
  it('puts a variable in place of what is selected', () => {
    expect(insertVariable('您好王先生', { from: 2, to: 5 }, 'customer.name')).toEqual({
      text: '您好{{customer.name}}',
      cursor: 19,
    });
  });
});

describe('quality', () => {
  it('means what was scored', () => {
    expect(meanOf({ greeting: 80, privacy: 90 })).toBe(85);
    expect(meanOf({})).toBeUndefined();
    expect(meanOf(null)).toBeUndefined();
  });
  it('averages each criterion over those who have it', () => {
    const reviews = [{ scores: { greeting: 60, accuracy: 100 } }, { scores: { greeting: 80 } }];
    expect(averagesOf([...reviews, { scores: null }])).toEqual([
      { criterion: 'greeting', mean: 70, count: 2 },
      { criterion: 'accuracy', mean: 100, count: 1 },
    ]);
  });
});

describe('the audit filter', () => {
  const read = (values: Readonly<Record<string, string>>) => (name: string) => values[name];
  it('reads days as days of Shanghai', () => {
    const filter = auditFilterOf(read({ from: '2026-11-01', to: '2026-12-01', action: ' ' }));
    expect(filter).toMatchObject({ from: '2026-11-01T00:00:00+08:00', action: undefined });
    expect(exportHref(filter, 'csv')).toBe(
      '/api/v1/audit/export?format=csv&from=2026-11-01T00%3A00%3A00%2B08%3A00&to=2026-12-01T00%3A00%3A00%2B08%3A00',
    );
  });
  it.each(['yesterday', '2026-13-01', '2026-11-01T00:00'])('ignores %s as a day', (from) => {
    expect(auditFilterOf(read({ from })).from).toBeUndefined();
  });
});

describe('charts', () => {
  it('show hours as they are called in Shanghai', () => {
    const hour = { from: '2026-11-23T01:00:00.000Z', requested: 3, accepted: 2, closed: 1 };
    expect(hoursData([hour])).toMatchObject({
      categories: ['09:00'],
      series: [{ values: [3] }, { values: [2] }, { values: [1] }],
    });
  });
  it('show the most frequent reason first, an unknown one as it is stored', () => {
    const reasons = [
      { reason: 'asked', count: 1 },
      { reason: 'new_reason', count: 4 },
    ];
    expect(reasonsData(reasons)).toMatchObject({
      categories: ['new_reason', '要求人工'],
      series: [{ values: [4, 1] }],
    });
  });
  it('have tooltips without styles in HTML, which the security policy refuses', () => {
    const tones = { good: '#0f0', attention: '#fa0', bad: '#f00', active: '#00f', muted: '#999' };
    const colors = {
      text: '#000',
      line: '#ccc',
      surface: '#fff',
      series: ['#00f'],
      tones,
      font: 'x',
    };
    const option = barOption({ categoryLabel: '', categories: [], series: [] }, colors);
    expect(option).toMatchObject({ tooltip: { renderMode: 'richText' } });
  });
});

it('writes the facts of a claim, only those that are there', () => {
  expect(factsOf({ assessedFen: 123_456, payeeLast4: '0042' })).toEqual([
    { label: '定损金额', value: '1,234.56 元' },
    { label: '收款账户尾号', value: '**** 0042' },
  ]);
  expect(factsOf({})).toEqual([]);
});

it('writes what a service request holds: codes of ours in words, words of the customer as they are', () => {
  const details = {
    kind: 'profile_change',
    field: 'phone',
    value: 'phone',
    isDangerous: false,
    policyNos: ['A', 'B'],
    note: null,
  };
  expect(detailsOf(details)).toEqual([
    { label: '变更项目', value: '手机号' },
    { label: '新内容', value: 'phone' },
    { label: '位置危险', value: '否' },
    { label: '保单号', value: 'A、B' },
  ]);
});

it.each([
  ['agent:agt_1', '人员 agt_1'],
  ['system:demo', '系统 demo'],
  // What the desk did by itself has no id beside it.
  ['system', '系统'],
  ['somebody', 'somebody'],
])('calls %s %s', (actor, person) => {
  expect(personOf(actor)).toBe(person);
});

it('calls a colleague by name, however the API writes their number', () => {
  const names = new Map([['agt_1', '白雪']]);
  expect(['agent:agt_1', 'agt_1', 'agent:agt_2'].map((id) => personOf(id, names))).toEqual([
    '白雪',
    '白雪',
    '人员 agt_2',
  ]);
});

it.each([
  [{ kind: 'customer', ref: 'C/1' }, '/customers/C%2F1'],
  [{ kind: 'service_request', ref: 'FW1' }, '/service-requests/FW1'],
  [{ kind: 'article', ref: 'a-b' }, '/knowledge/a-b'],
] as const)('leads from %j to %s', (found, place) => {
  expect(placeOf(found)).toBe(place);
});

it('shows sizes, sums and spans, and a dash for what nobody measured', () => {
  expect(showBytes(1536)).toBe('1.5 KB');
  expect(showBytes(12)).toBe('12 B');
  expect(showYuan(100)).toBe('1.00 元');
  expect([showBytes(null), showYuan(undefined), showDuration(null)]).toEqual(['—', '—', '—']);
});
