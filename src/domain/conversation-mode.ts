/**
 * Who answers in a conversation (law 7). `queued`: somebody was asked for and nobody came yet, so the bot still helps.
 * While it is `agent`, the bot is silent.
 */
export type ConversationMode = 'bot' | 'queued' | 'agent';
