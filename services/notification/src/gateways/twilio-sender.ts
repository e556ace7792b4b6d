import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type { SmsOutcome } from '../domain/sms.ts';
import { twilioFault } from '../domain/twilio-codes.ts';
import { fill, TEXTS } from '../domain/wording.ts';
import type { SmsSender } from '../use-cases/send-otp.ts';
import type { TwilioCallbacks } from './twilio-callbacks.ts';

export interface TwilioOptions {
  accountSid: string;
  authToken: string;
  /** A sender number, or the sid of a messaging service (`MG…`). */
  from: string;
  /** Where Twilio reports what becomes of a message. */
  callbacks: Pick<TwilioCallbacks, 'urlFor'>;
  /** Origin of a stand-in; without one the SDK's own. */
  baseUrl?: string | undefined;
}

const TIMEOUT_MS = 5_000;
/** Failures before a connection stood: nothing can have been sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** SMS by Twilio's SDK. Its errors carry our credentials and the text: only their numbers leave this file. */
export function createTwilioSender({ accountSid, authToken, from, callbacks, baseUrl }: TwilioOptions): SmsSender {
  const client = twilio(accountSid, authToken, { httpClient: new RelocatedClient(baseUrl) });
  const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };
  return {
    name: 'twilio',
    async send({ id, phone, code, lifeSeconds }) {
      const statusCallback = callbacks.urlFor(id);
      try {
        const { sid } = await client.messages.create({
          ...sender,
          to: phone,
          body: fill(TEXTS.sms.twilio, { code }),
          validityPeriod: lifeSeconds,
          messageIntent: 'otp',
          riskCheck: 'enable',
          ...(statusCallback !== undefined && { statusCallback }),
        });
        return { status: 'accepted', providerSid: sid };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

class RelocatedClient extends twilio.RequestClient {
  readonly origin: string | undefined;

  constructor(origin: string | undefined) {
    super({ timeout: TIMEOUT_MS });
    this.origin = origin;
  }

  override request<Data>(options: RequestClient.RequestOptions<Data>) {
    const { pathname, search } = new URL(options.uri);
    const uri = this.origin === undefined ? options.uri : new URL(pathname + search, this.origin).href;
    return super.request<Data>({ ...options, uri });
  }
}

function outcomeOf(error: unknown): SmsOutcome {
  if (error instanceof twilio.RestException) {
    const { code, status } = error;
    const errorCode = String(code ?? `http_${status}`);
    if (status >= 500) return { status: 'unknown', errorCode };
    return { status: 'refused', errorCode, fault: twilioFault({ code, status }) };
  }
  const errorCode = error instanceof Error && 'code' in error ? String(error.code) : 'no_answer';
  return NOT_CONNECTED.has(errorCode)
    ? { status: 'refused', errorCode, fault: 'provider' }
    : { status: 'unknown', errorCode };
}
