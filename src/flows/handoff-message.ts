import { copy } from './copy/zh-cn.ts';
import type { Flow } from './flow.ts';
import { textType } from './slot-types.ts';

const words = copy.handoff.message;

/**
 * A message for whoever works next. The words stand in the conversation, which the request for a person holds open;
 * nothing else needs to be kept.
 */
export const handoffMessageFlow: Flow = {
  id: 'handoff_message',
  version: 1,
  title: words.title,
  slots: [
    {
      name: 'message',
      type: textType,
      label: words.label,
      onlyWhenAsked: true,
      holdsStory: true,
      ask: () => ({ text: words.ask }),
    },
  ],
  complete: async (_slots, { reads, conversationId, now }) => {
    const { opensAt } = await reads.desk.of(conversationId, now);
    return {
      kind: 'done',
      replies: [{ text: words.done(opensAt, now) }],
      writes: [{ kind: 'requestHandoff', conversationId, reason: 'asked' }],
    };
  },
};
