// The whole SDK is loaded by the sender, and not at the start.
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { NotificationConfig } from '../config.ts';
import type { SmsProgress, SmsReport } from '../domain/sms-progress.ts';

type Form = Record<string, string | string[]>;

export interface TwilioCallbacks {
  /** Where Twilio reports what becomes of the message `id`; undefined when nobody could reach us there. */
  urlFor(id: string): string | undefined;
  /** Whether Twilio itself sent this form to that address, in constant time. */
  isAuthentic(call: { id: string; signature: string | undefined; form: Form }): boolean;
}

/** Where the callbacks come in, below the public address of the gateway. */
export const CALLBACK_PATH = '/api/v1/notifications/sms-status';

const PROGRESS: Record<string, SmsProgress> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

/**
 * Twilio signs the address it calls, exactly as we gave it, with all fields of the form. The id in it is ours, so a report
 * finds its message even when Twilio's answer to the sending was lost.
 */
export function createTwilioCallbacks({
  TWILIO_AUTH_TOKEN: authToken,
  PUBLIC_BASE_URL: origin,
}: Pick<NotificationConfig, 'TWILIO_AUTH_TOKEN' | 'PUBLIC_BASE_URL'>): TwilioCallbacks {
  const urlFor = (id: string) => origin && new URL(`${CALLBACK_PATH}/${id}`, origin).href;
  return {
    urlFor,
    isAuthentic({ id, signature, form }) {
      const url = urlFor(id);
      if (!url || !authToken || !signature) return false;
      return validateRequest(authToken, signature, url, form);
    },
  };
}

/** The fields of a form as Twilio signs them: a name that comes twice is a list. */
export function formOf(body: Buffer): Form {
  const fields = new URLSearchParams(body.toString());
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? String(values[0]) : values];
    }),
  );
}

/** What a form says; undefined for a status that tells nothing about an SMS. */
export function reportIn(form: Form): SmsReport | undefined {
  const progress = PROGRESS[String(form.MessageStatus)];
  const errorCode = /^\d{1,8}$/.exec(String(form.ErrorCode))?.[0] ?? null;
  return progress && { progress, errorCode };
}
