import { createHmac } from 'node:crypto';
import type { Sandbox } from '../sandbox.ts';
import type { TwilioMessage } from '../sms-state.ts';
import { takeBehaviour } from './magic-numbers.ts';

const STEP_MS = 200;

/** Moves an accepted message on: sent, then delivered or, when the control plane asked for it, undelivered. */
export function progress(sandbox: Sandbox, message: TwilioMessage, callbackUrl: string | undefined): void {
  const errorCode = takeBehaviour(sandbox.sms, message.to, 'undelivered') ?? null;
  const step = (status: string, error: number | null) => {
    Object.assign(message, { status, error_code: error, date_sent: new Date().toUTCString().replace('GMT', '+0000') });
    return callbackUrl && sendCallback(sandbox, message, callbackUrl);
  };
  sandbox.timers.after(STEP_MS, () => step('sent', null));
  sandbox.timers.after(2 * STEP_MS, () => step(errorCode === null ? 'delivered' : 'undelivered', errorCode));
}

async function sendCallback(sandbox: Sandbox, message: TwilioMessage, url: string) {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = sandbox.config;
  const form = callbackForm(message, account);
  await fetch(url, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': twilioSignature(token, { url, form }) },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(15_000),
  }).catch((error: unknown) => sandbox.logger.warn({ err: error, sid: message.sid }, 'status callback failed'));
}

function callbackForm(message: TwilioMessage, account: string): Record<string, string> {
  return {
    AccountSid: account,
    ApiVersion: '2010-04-01',
    From: message.from ?? '',
    MessageSid: message.sid,
    MessageStatus: message.status,
    SmsSid: message.sid,
    SmsStatus: message.status,
    To: message.to,
    ...(message.error_code !== null && { ErrorCode: String(message.error_code) }),
  };
}

/** Base64 HMAC-SHA1 over the URL followed by the sorted parameters (providers.md section 7, last row). */
export function twilioSignature(token: string, { url, form }: { url: string; form: Record<string, string> }): string {
  const pairs = Object.keys(form)
    .toSorted()
    .map((name) => name + form[name]);
  return createHmac('sha1', token)
    .update(url + pairs.join(''))
    .digest('base64');
}
