import { describe, expect, it } from 'vitest';
import { textOf, withoutMarkdown } from '../../../../../src/bot/channels/wechat/send/plain-text.ts';

describe('withoutMarkdown', () => {
  it.each([
    ['您好', '您好'],
    ['# 理赔材料\n\n需要**两样**：', '理赔材料\n\n需要两样：'],
    ['- 行驶证\n* 驾驶证\n  + 副本', '· 行驶证\n· 驾驶证\n  · 副本'],
    ['1. 先拍照\n2. 再报警', '1. 先拍照\n2. 再报警'],
    ['见[条款](https://a.cn/t?x=1_2)。', '见条款 https://a.cn/t?x=1_2。'],
    ['[https://a.cn](https://a.cn)', 'https://a.cn'],
    ['![图](https://a.cn/i.png)', '图 https://a.cn/i.png'],
    ['<https://a.cn/x>', 'https://a.cn/x'],
    ['输入`报案`即可', '输入报案即可'],
    ['```json\n{"a": 1}\n```', '{"a": 1}'],
    ['> 引用一句\n>> 再一句', '引用一句\n再一句'],
    ['上面\n\n---\n\n下面', '上面\n\n下面'],
    ['*重点*和_强调_和~~删掉~~', '重点和强调和删掉'],
    ['***很重要***', '很重要'],
    ['| 材料 | 份数 |\n| --- | :---: |\n| 驾驶证 | 1 |', '材料  份数\n驾驶证  1'],
    ['\\*不是强调\\*', '*不是强调*'],
    // What only looks like it: sums, names of files, plates.
    ['3*4=12，5 * 6', '3*4=12，5 * 6'],
    ['car_photo_1.jpg', 'car_photo_1.jpg'],
    ['单号 #123', '单号 #123'],
    ['**没有说完', '没有说完'],
  ])('%j', (marked, plain) => {
    expect(withoutMarkdown(marked)).toBe(plain);
  });
});

describe('textOf', () => {
  it('leaves alone what a person or the copy wrote, and not what a model did', () => {
    const plain = { type: 'message', text: '**A**', textFormat: 'plain' };
    expect(textOf(plain)).toBe('**A**');
    const drafted = { ...plain, channelData: { careline: { generatedBy: 'model' } } };
    expect(textOf(drafted)).toBe('A');
    expect(textOf({ type: 'message', text: '**A**' })).toBe('A');
    expect(textOf({ type: 'message' })).toBe('');
  });
});
