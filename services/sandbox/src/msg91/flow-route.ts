import { Router } from 'express';
import { z } from 'zod';
import { hexId } from '../random.ts';
import { Refusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';

const flowSchema = z.object({
  template_id: z.string().min(1),
  recipients: z.array(z.record(z.string(), z.coerce.string())).min(1),
});

/** MSG91 refuses with HTTP 200 and `type: error`; only a bad authkey has a status of its own. */
export function flowRoute(sandbox: Sandbox): Router {
  return Router({ caseSensitive: true }).post('/api/v5/flow', (request, response) => {
    if (request.get('authkey') !== sandbox.config.MSG91_AUTH_KEY) {
      throw new Refusal(401, { type: 'error', message: 'AuthenticationFailure', code: '401' });
    }
    const flow = flowSchema.safeParse(request.body);
    if (!flow.success) throw refused('Template ID or recipients missing');
    const id = hexId(sandbox.random, '', 24);
    const texts = flow.data.recipients.map((recipient) => textTo(sandbox, flow.data.template_id, recipient));
    for (const { to, text } of texts)
      sandbox.sms.inbox.push({ provider: 'msg91', to, text, at: new Date().toISOString(), id });
    response.json({ type: 'success', message: id });
  });
}

function textTo(sandbox: Sandbox, templateId: string, { mobiles = '', ...variables }: Record<string, string>) {
  if (!/^[1-9]\d{9,14}$/.test(mobiles)) throw refused('Invalid mobile number');
  const template = sandbox.sms.templates.get(templateId);
  const listed = Object.entries(variables).map(([name, value]) => `${name}: ${value}`);
  const text = template?.replace(/##(\w+)##/g, (_slot, name: string) => variables[name] ?? '') ?? listed.join(', ');
  return { to: `+${mobiles}`, text };
}

function refused(message: string): Refusal {
  return new Refusal(200, { type: 'error', message });
}
