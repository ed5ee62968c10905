import { describe, it } from 'vitest';
import { copy } from '../../src/flows/copy/zh-cn.ts';
import { play, type Story } from './story.ts';

const { menuWords, sceneWords } = copy.wechatInbound;

describe('what somebody does on WeChat without words is understood', () => {
  it.each([
    ["the menu's accident report", menuWords.FNOL, ['claim_report']],
    ["the menu's rescue", menuWords.RESCUE, ['roadside_assistance']],
    ["the menu's claim", menuWords.CLAIM, ['claim_status', 'identify']],
    ["the menu's documents", menuWords.DOCUMENTS, undefined],
    ["the menu's policy", menuWords.POLICY, ['policy_query', 'identify']],
    ["the menu's complaint", menuWords.COMPLAINT, ['complaint_file']],
    ['a code for a claim', `${sceneWords.claim} RP20260610048213`, ['claim_status', 'identify']],
    ['a code for a report', sceneWords.report, ['claim_report']],
    ['a code for a policy', sceneWords.policy, ['policy_query', 'identify']],
  ])('%s', async (name, tap, stack) => {
    await play({ name, turns: [{ tap, ...(stack === undefined ? {} : { stack }) }] });
  });

  it('a code for a complaint', async () => {
    const tap = `${sceneWords.complaint} TS20260610048213`;
    await play({ name: tap, turns: [{ tap, intent: 'complaint_status', expect: ['这个编号'] }] });
  });

  it.each([menuWords.AGENT, sceneWords.manager])('the wish for a person: %s', async (tap) => {
    await play({ name: tap, turns: [{ tap, writes: ['requestHandoff:asked'] }] });
  });
});

const PLACE = { latitude: 22.5401, longitude: 113.9501, label: '深圳市南山区科技园南路15号' };

it.each<Story>([
  {
    name: 'a place that was shared with its words needs no others in a report',
    turns: [
      { say: '我要报案，刚刚追尾了，没人受伤，车还能开' },
      { location: PLACE, expect: ['收到您分享的位置'] },
      { say: '粤B12345' },
      { say: '13911112222' },
      { say: '跳过', expect: [PLACE.label], never: ['北纬'] },
      {
        say: '对',
        writes: ['submitAccidentReport'],
        wrote: [
          {
            kind: 'submitAccidentReport',
            report: {
              accidentPlace: PLACE.label,
              location: { latitude: 22.5401, longitude: 113.9501 },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'a photo that never came is asked for again, and is not in the report',
    turns: [
      {
        files: ['image/*'],
        lost: 'gone',
        expect: ['没有收到', '重新发一次'],
        never: ['收到您发来的'],
      },
      { files: ['application/*'], lost: 'type', expect: ['格式'] },
      { files: ['image/jpeg'], expect: ['收到您发来的 1 张照片'], never: ['没有收到'] },
    ],
  },
])('$name', (story) => play(story));
