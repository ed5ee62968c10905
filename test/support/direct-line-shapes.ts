const text = { type: 'string' } as const;
const answers = (definition: string, ...statuses: readonly number[]) => ({
  responses: Object.fromEntries(
    statuses.map((status) => [status, { schema: { $ref: `#/definitions/${definition}` } }]),
  ),
});

/** What our clients rely on in each answer, in our own words: checked when the official description is not at hand. */
export const directLineShapes = {
  paths: {
    '/v3/directline/tokens/generate': { post: answers('Conversation', 200) },
    '/v3/directline/tokens/refresh': { post: answers('Conversation', 200) },
    '/v3/directline/session/getsessionid': { get: answers('SessionId', 200) },
    '/v3/directline/conversations': { post: answers('Conversation', 200, 201) },
    '/v3/directline/conversations/{conversationId}': { get: answers('Conversation', 200) },
    '/v3/directline/conversations/{conversationId}/activities': {
      get: answers('ActivitySet', 200),
      post: answers('ResourceResponse', 200),
    },
    '/v3/directline/conversations/{conversationId}/upload': {
      post: answers('ResourceResponse', 200),
    },
  },
  definitions: {
    Conversation: {
      type: 'object',
      required: ['conversationId', 'token', 'expires_in'],
      properties: {
        conversationId: text,
        token: text,
        expires_in: { type: 'integer', minimum: 1 },
        streamUrl: { type: 'string', pattern: '^wss?://' },
      },
    },
    ActivitySet: {
      type: 'object',
      required: ['activities'],
      properties: {
        watermark: { type: 'string', pattern: '^[0-9]+$' },
        activities: { type: 'array', items: { $ref: '#/definitions/Activity' } },
      },
    },
    Activity: {
      type: 'object',
      required: ['type', 'id', 'timestamp', 'from', 'conversation', 'channelId'],
      properties: {
        type: text,
        id: text,
        timestamp: { type: 'string', format: 'date-time' },
        text,
        from: {
          type: 'object',
          required: ['id'],
          properties: { id: text, name: text, role: text },
        },
        conversation: { type: 'object', required: ['id'], properties: { id: text } },
        attachments: { type: 'array', items: { type: 'object', required: ['contentType'] } },
      },
    },
    SessionId: { type: 'object', required: ['sessionId'], properties: { sessionId: text } },
    ResourceResponse: { type: 'object', required: ['id'], properties: { id: text } },
    ErrorResponse: {
      type: 'object',
      required: ['error'],
      properties: {
        error: {
          type: 'object',
          required: ['code', 'message'],
          properties: { code: text, message: text },
        },
      },
    },
  },
} as const;
