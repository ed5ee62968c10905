import { describe, it } from 'vitest';
import { claimStories } from './claim-stories.ts';
import { engineStories } from './engine-stories.ts';
import { identifyStories } from './identify-stories.ts';
import { play } from './story.ts';
import { talkStories } from './talk-stories.ts';

describe.each([
  ['identify', identifyStories],
  ['claim status', claimStories],
  ['engine', engineStories],
  ['talk', talkStories],
])('%s stories', (_name, stories) => {
  it.each(stories.map((story) => [story.name, story] as const))('%s', async (_title, story) => {
    await play(story);
  });
});
