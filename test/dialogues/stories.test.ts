import { describe, it } from 'vitest';
import { allStories } from './all-stories.ts';
import { play } from './story.ts';

describe.each(allStories)('%s stories', (_name, stories) => {
  it.each(stories.map((story) => [story.name, story] as const))('%s', async (_title, story) => {
    await play(story);
  });
});
