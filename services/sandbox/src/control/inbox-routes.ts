import { Router } from 'express';
import { z } from 'zod';
import { TOKEN_BEHAVIOURS } from '../google/fcm-state.ts';
import type { Sandbox } from '../sandbox.ts';

const tokenSchema = z.strictObject({
  token: z.string().min(1),
  behaviour: z.enum(TOKEN_BEHAVIOURS),
  times: z.number().int().min(1).optional(),
  retry_after_s: z.number().int().min(0).optional(),
  delay_ms: z.number().int().min(0).default(1000),
});

const numberSchema = z.strictObject({
  to: z.string().regex(/^\+\d+$/),
  refuse: z.number().int().optional(),
  undelivered: z.number().int().optional(),
  times: z.number().int().min(1).default(1),
});

const templateSchema = z.strictObject({ template_id: z.string().min(1), text: z.string() });

/** What arrived on the phones, and how phones behave. */
export function inboxRoutes(sandbox: Sandbox): Router {
  return Router()
    .get('/sms', (request, response) => {
      const wanted = digitsOf(request.query.to);
      response.json({ messages: sandbox.sms.inbox.filter((message) => !wanted || digitsOf(message.to) === wanted) });
    })
    .get('/push', (request, response) => {
      const { token } = request.query;
      response.json({ pushes: sandbox.fcm.pushes.filter((push) => token === undefined || push.token === token) });
    })
    .post('/fcm/tokens', (request, response) => {
      const { token, ...behaviour } = tokenSchema.parse(request.body);
      sandbox.fcm.tokens.set(token, behaviour);
      response.status(201).json({ token, ...behaviour });
    })
    .get('/fcm/tokens', (_request, response) => {
      response.json({ tokens: [...sandbox.fcm.tokens].map(([token, behaviour]) => ({ token, ...behaviour })) });
    })
    .post('/twilio/numbers', (request, response) => {
      const { to, ...behaviour } = numberSchema.parse(request.body);
      sandbox.sms.numbers.set(to, behaviour);
      response.status(201).json({ to, ...behaviour });
    })
    .post('/msg91/templates', (request, response) => {
      const template = templateSchema.parse(request.body);
      sandbox.sms.templates.set(template.template_id, template.text);
      response.status(201).json(template);
    });
}

/** An unescaped `+` in a query arrives as a space: compare digits only. */
function digitsOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\D/g, '') : '';
}
