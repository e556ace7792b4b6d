import { type RequestHandler, Router } from 'express';
import { hexId } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import type { TwilioMessage } from '../sms-state.ts';
import { refusalCode } from './magic-numbers.ts';
import { progress } from './message-progress.ts';
import { twilioRefusal } from './twilio-error.ts';

export function messageRoutes(sandbox: Sandbox): Router {
  return Router({ caseSensitive: true })
    .use('/:account', authenticate(sandbox))
    .post('/:account/Messages.json', (request, response) => {
      const message = createMessage(sandbox, request.body ?? {});
      progress(sandbox, message, request.body.StatusCallback);
      response.status(201).json(message);
    })
    .get('/:account/Messages/:file', (request, response) => {
      const message = sandbox.sms.twilioMessages.get(request.params.file.replace(/\.json$/, ''));
      if (!message) throw twilioRefusal(20404, 404);
      response.json(message);
    });
}

function authenticate({ config }: Sandbox): RequestHandler<{ account: string }> {
  const credentials = `${config.TWILIO_ACCOUNT_SID}:${config.TWILIO_AUTH_TOKEN}`;
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return (request, _response, next) => {
    const known = request.get('authorization') === expected && request.params.account === config.TWILIO_ACCOUNT_SID;
    if (!known) throw twilioRefusal(20003, 401);
    next();
  };
}

function createMessage(sandbox: Sandbox, form: Record<string, string | undefined>): TwilioMessage {
  const { To: to, Body: text, From: from = null, MessagingServiceSid: serviceSid = null } = form;
  if (!to) throw twilioRefusal(21604);
  if (!from && !serviceSid) throw twilioRefusal(21603);
  if (!text) throw twilioRefusal(21602);
  if (text.length > 1600) throw twilioRefusal(21617);
  const code = refusalCode(sandbox.sms, { to, from });
  if (code !== undefined) throw twilioRefusal(code);

  const message = resourceOf(sandbox, { to, text, from, serviceSid });
  sandbox.sms.twilioMessages.set(message.sid, message);
  sandbox.sms.inbox.push({ provider: 'twilio', to, text, at: new Date().toISOString(), id: message.sid });
  return message;
}

interface NewMessage {
  to: string;
  text: string;
  from: string | null;
  serviceSid: string | null;
}

function resourceOf(sandbox: Sandbox, { to, text, from, serviceSid }: NewMessage): TwilioMessage {
  const sid = hexId(sandbox.random, 'SM', 32);
  const account = sandbox.config.TWILIO_ACCOUNT_SID;
  const uri = `/2010-04-01/Accounts/${account}/Messages/${sid}`;
  const now = new Date().toUTCString().replace('GMT', '+0000');
  return {
    account_sid: account,
    api_version: '2010-04-01',
    body: text,
    date_created: now,
    date_sent: null,
    date_updated: now,
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from,
    messaging_service_sid: serviceSid,
    num_media: '0',
    num_segments: String(Math.ceil(text.length / 160)),
    price: null,
    price_unit: 'USD',
    sid,
    status: 'queued',
    subresource_uris: { media: `${uri}/Media.json` },
    to,
    uri: `${uri}.json`,
  };
}
