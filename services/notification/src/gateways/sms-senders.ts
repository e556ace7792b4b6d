import { ConfigurationFault } from '@campus/config/read-config';
import { later } from '@campus/lifecycle/later';
import { observeCalls } from '@campus/telemetry/observe-calls';
import type { NotificationConfig } from '../config.ts';
import type { SmsOutcome } from '../domain/sms.ts';
import type { SmsSender } from '../use-cases/send-otp.ts';
import { createMsg91Sender } from './msg91-sender.ts';
import type { TwilioCallbacks } from './twilio-callbacks.ts';
import { unlessSlow } from './unless-slow.ts';

/** The providers in the order in which they are tried. The last is always asked: nobody stands behind it. */
export function smsSenders(config: NotificationConfig, callbacks: TwilioCallbacks): SmsSender[] {
  const senders = config.SMS_PROVIDERS.map((name) => {
    const sender: SmsSender = name === 'twilio' ? twilioOf(config, callbacks) : msg91Of(config);
    return observeCalls({ dependency: name, hasFailed: isLost }, sender);
  });
  return [...senders.slice(0, -1).map(unlessSlow), ...senders.slice(-1)];
}

// Neither taken nor a matter of this one phone: the provider, or how we use it, does not work.
function isLost(outcome: SmsOutcome): boolean {
  return outcome.status === 'unknown' || (outcome.status === 'refused' && outcome.fault !== 'recipient');
}

function twilioOf(config: NotificationConfig, callbacks: TwilioCallbacks): SmsSender {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, TWILIO_BASE_URL } = config;
  const options = {
    accountSid: required('TWILIO_ACCOUNT_SID', TWILIO_ACCOUNT_SID),
    authToken: required('TWILIO_AUTH_TOKEN', TWILIO_AUTH_TOKEN),
    from: required('TWILIO_FROM', TWILIO_FROM),
    callbacks,
    baseUrl: TWILIO_BASE_URL,
  };
  const sender = later(async () => (await import('./twilio-sender.ts')).createTwilioSender(options));
  return { name: 'twilio', send: async (sms) => (await sender()).send(sms) };
}

function msg91Of({ MSG91_AUTH_KEY, MSG91_TEMPLATE_ID, MSG91_BASE_URL }: NotificationConfig) {
  return createMsg91Sender({
    authKey: required('MSG91_AUTH_KEY', MSG91_AUTH_KEY),
    templateId: required('MSG91_TEMPLATE_ID', MSG91_TEMPLATE_ID),
    baseUrl: MSG91_BASE_URL,
  });
}

function required(key: string, value: string | undefined): string {
  if (value === undefined) throw new ConfigurationFault(`${key} is needed by SMS_PROVIDERS`);
  return value;
}
