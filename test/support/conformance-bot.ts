import { ActivityHandler, type TurnContext } from 'botbuilder-core';

/** The bot that DirectLineJS's own suite talks to: it greets, and says what it got. */
class ConformanceBot extends ActivityHandler {
  constructor() {
    super();
    this.onMembersAdded(async (context, next) => {
      const { membersAdded = [], recipient, locale = '' } = context.activity;
      // One greeting for the user, none for the bot itself.
      const hasUser = membersAdded.some((member) => member.id !== recipient.id);
      if (hasUser) await context.sendActivity(/^zh\b/i.test(locale) ? '欢迎' : 'Welcome');
      await next();
    });
    this.onMessage(async (context, next) => {
      const { text } = context.activity;
      await context.sendActivity({ type: 'typing' });
      await context.sendActivity({
        type: 'message',
        text: `you said: ${text ?? ''}`,
        channelData: { originalActivity: context.activity },
      });
      await next();
    });
  }
}

/** Its turn handler. */
export function makeConformanceBot(): (context: TurnContext) => Promise<void> {
  const bot = new ConformanceBot();
  return (context) => bot.run(context);
}
