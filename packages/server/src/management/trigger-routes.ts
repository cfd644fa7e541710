import { INTENTS } from './intents/intents.ts'
import type { Route } from './routes.ts'
import { createTrigger, listTriggers, revokeTrigger } from './trigger-calls.ts'

/** The calls about triggers: addresses that make one prepared change each. */
export const TRIGGER_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/triggers',
    verb: 'read',
    summary: 'List the triggers, without what their addresses have in them',
    handler: listTriggers,
    reply: 'Triggers',
  },
  {
    method: 'POST',
    path: '/triggers',
    verb: 'write',
    summary: 'Make a trigger, and tell its address this once; a dry run says what it would do',
    handler: createTrigger,
    reply: 'DryRun',
    created: 'CreatedTrigger',
    body: {
      type: 'object',
      properties: {
        name: { type: 'string', description: 'The audit log says trigger: and this' },
        flagKey: { type: 'string' },
        intent: { type: 'string', enum: Object.keys(INTENTS) },
        input: { type: 'object', description: 'What the intent takes, such as {"weights":{"on":10}}' },
        expiresAt: {
          type: ['string', 'integer', 'null'],
          description: 'RFC 3339, or seconds since 1970; absent or null for never',
        },
      },
      required: ['name', 'flagKey', 'intent'],
    },
  },
  {
    method: 'DELETE',
    path: '/triggers/{name}',
    verb: 'write',
    summary: 'Revoke a trigger: its address leads nowhere from then on',
    handler: revokeTrigger,
    reply: 'RevokedTrigger',
  },
]
