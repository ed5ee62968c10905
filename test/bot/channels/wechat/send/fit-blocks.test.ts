import { describe, expect, it } from 'vitest';
import { type Block, toBlocks } from '../../../../../src/bot/channels/wechat/send/blocks.ts';
import {
  asText,
  fitBlocks,
  toBlocksAgain,
} from '../../../../../src/bot/channels/wechat/send/fit-blocks.ts';

const text = (words: string): Block => ({ kind: 'text', text: words });
const options = (labels: readonly string[], isScale = false): Block => ({
  kind: 'options',
  labels,
  isScale,
});
const picture: Block = { kind: 'media', media: 'image', fileId: 'fil_1', name: 'a.jpg' };
const HINT = '（回复数字即可选择）';

describe('fitBlocks', () => {
  it('gives each its own message while there is room, the taps with the words before them', () => {
    const { wires } = fitBlocks([text('甲'), text('乙？'), options(['是', '否']), picture], 5);
    expect(wires).toMatchObject([
      { kind: 'text', text: '甲' },
      {
        kind: 'menu',
        head: '乙？',
        options: [
          { id: '1', label: '是' },
          { id: '2', label: '否' },
        ],
      },
      { kind: 'media', fileId: 'fil_1' },
    ]);
  });

  it.each([
    [2, [{ kind: 'menu', head: '甲\n\n乙？' }, { kind: 'media' }], 0],
    [1, [{ kind: 'menu', head: '甲\n\n乙？' }], 1],
  ])('puts it together into %i', (budget, wires, cut) => {
    const blocks = [text('甲'), text('乙？'), options(['是', '否']), picture];
    expect(fitBlocks(blocks, budget)).toMatchObject({ wires, cut });
  });

  it('numbers the taps when a menu would take one more', () => {
    const long = '长'.repeat(500);
    expect(fitBlocks([text(long), options(['是', '否'])], 2).wires).toMatchObject([
      { kind: 'text', text: long },
      { kind: 'menu', head: '请选择：' },
    ]);
    const [only] = fitBlocks([text(long), options(['是', '否'])], 1).wires;
    expect(only).toEqual({ kind: 'text', text: `${long}\n\n1. 是\n2. 否\n${HINT}` });
  });

  it('numbers the steps of a scale as scores', () => {
    const scale = options(['很满意', '一般', '不满意'], true);
    expect(asText([text('评价？'), scale])).toEqual([
      `评价？\n\n3. 很满意\n2. 一般\n1. 不满意\n${HINT}`,
    ]);
    const { wires } = fitBlocks([text('评价？'), scale], 1);
    expect(toBlocksAgain(wires)).toEqual([text('评价？'), scale]);
  });

  it('asks for the words where the text has numbers of its own for something else', () => {
    const listed = text('您有两个赔案：\n1. 沪A12345\n2. 沪B12345');
    expect(asText([listed, options(['沪A12345', '沪B12345', '都不是'])])[0]).toContain('3. 都不是');
    expect(asText([listed, options(['转人工', '都不是'])])[0]).toContain('· 转人工\n· 都不是');
  });

  it('does not say twice what the text numbers already', () => {
    const listed = text('您有两个赔案：\n1. 沪A12345，定损中\n2. 沪B12345，已结案');
    expect(asText([listed, options(['沪A12345', '沪B12345'])])).toEqual([
      `您有两个赔案：\n1. 沪A12345，定损中\n2. 沪B12345，已结案\n\n${HINT}`,
    ]);
    expect(asText([listed, options(['沪A12345', '沪B12345', '都不是'])])[0]).toMatch(
      /已结案\n\n3\. 都不是\n/,
    );
  });

  it.each([
    ['more than ten', Array.from({ length: 11 }, (_, n) => `选项${n}`)],
    ['too long a one', ['很'.repeat(43)]],
  ])('makes no menu of %s', (_what, labels) => {
    const { wires } = fitBlocks([text('选哪个？'), options(labels)], 5);
    expect(wires).toHaveLength(1);
    for (const label of labels) expect(JSON.stringify(wires)).toContain(label);
  });

  it('names a file by its address when there is no room for it', () => {
    const linked = { ...picture, link: 'https://a.cn/f' };
    expect(fitBlocks([text('请看'), linked], 1)).toEqual({
      wires: [{ kind: 'text', text: '请看\n\n【文件】a.jpg\nhttps://a.cn/f' }],
      cut: 0,
    });
  });
});

describe('toBlocks', () => {
  const attachment = (contentType: string) => ({
    type: 'message',
    textFormat: 'plain',
    text: '见附件',
    attachments: [{ contentType, fileId: 'fil_1', name: '条款.pdf' }],
  });

  it.each([
    ['kf', 'image/png', 'image'],
    ['kf', 'application/pdf', 'file'],
    ['kf', 'image/webp', 'file'],
    ['official-account', 'image/jpeg', 'image'],
    ['official-account', 'application/pdf', 'text'],
  ] as const)('%s: %s is sent as %s', (kind, contentType, as) => {
    const fileLink = () => 'https://a.cn/f';
    const [, block] = toBlocks([attachment(contentType)], { kind, fileLink });
    if (as === 'text') expect(block).toEqual(text('【文件】条款.pdf\nhttps://a.cn/f'));
    else expect(block).toMatchObject({ kind: 'media', media: as, link: 'https://a.cn/f' });
  });

  it('keeps the taps of an earlier message as lines of its text', () => {
    const asked = { type: 'message', textFormat: 'plain', text: '要哪个？' };
    const taps = { suggestedActions: { actions: [{ type: 'imBack', title: '甲', value: '甲' }] } };
    const blocks = toBlocks(
      [
        { ...asked, ...taps },
        { ...asked, text: '再说一句' },
      ],
      { kind: 'kf' },
    );
    expect(blocks).toEqual([text('要哪个？\n· 甲'), text('再说一句')]);
  });
});
