import type { Logger } from '@campus/logger/logger';
import { counter } from '@campus/telemetry/counter';
import { currentRequestId } from '@campus/telemetry/current-request';
import type { SmsFault, SmsOutcome } from '../domain/sms.ts';
import type { SmsReport } from '../domain/sms-progress.ts';
import { isFiltered } from '../domain/twilio-codes.ts';
import type { OtpReport } from '../use-cases/send-otp.ts';

type News = [level: 'info' | 'warn' | 'error', event: string];

const REFUSALS: Record<SmsFault, News> = {
  recipient: ['info', 'sms_recipient_refused'],
  ours: ['error', 'sms_provider_misconfigured'],
  provider: ['warn', 'sms_provider_failed'],
};

const refused = counter('sms_refused_total', 'Codes that a provider did not take, before the next one was asked.', {
  provider: 'open',
  event: 'open',
});
const sent = counter('sms_sent_total', 'Codes by how the sending ended: `accepted` is with a provider.', {
  provider: 'open',
  result: 'open',
});
const reported = counter('sms_reported_total', 'What providers reported later about codes they had taken.', {
  event: 'open',
});

/** What happens to codes, for those who watch: stable `event` names, an error when a person must act, never a phone or a code. */
export function createSmsLog(logger: Logger) {
  return {
    /** One line for each provider that did not take the code, and one for how it ended. */
    sent(messageId: string, { result, attempts }: OtpReport): void {
      for (const { provider, outcome } of attempts) {
        if (outcome.status === 'accepted') continue;
        const [level, event] = newsOf(outcome);
        refused.add({ provider, event });
        logger[level]({ event, message_id: messageId, provider, error_code: outcome.errorCode }, 'code not taken');
      }
      const last = attempts.at(-1);
      const isLost = last !== undefined && result !== 'accepted' && !isRecipientsFault(last.outcome);
      const facts = { message_id: messageId, result, provider: last?.provider };
      sent.add({ provider: last?.provider ?? 'none', result });
      if (isLost) logger.error({ event: 'sms_not_sent', ...facts }, 'code not known to be sent');
      else logger.info({ event: `sms_${result}`, ...facts }, 'code taken care of');
    },
    /** What became of a code that a provider had taken. */
    reported(messageId: string, { progress, errorCode }: SmsReport): void {
      const [level, event] = lateNewsOf({ progress, errorCode });
      reported.add({ event });
      logger[level]({ event, message_id: messageId, progress, error_code: errorCode }, 'code reported on');
    },
    callbackRefused(messageId: string): void {
      const facts = { message_id: messageId, request_id: currentRequestId() };
      logger.warn({ event: 'sms_callback_refused', ...facts }, 'security event');
    },
  };
}

function newsOf(outcome: Exclude<SmsOutcome, { status: 'accepted' }>): News {
  return outcome.status === 'unknown' ? ['warn', 'sms_answer_lost'] : REFUSALS[outcome.fault];
}

function lateNewsOf({ progress, errorCode }: SmsReport): News {
  if (isFiltered(errorCode)) return ['error', 'sms_filtered'];
  return progress === 'undelivered' || progress === 'failed'
    ? ['warn', 'sms_undelivered']
    : ['info', `sms_${progress}`];
}

function isRecipientsFault(outcome: SmsOutcome): boolean {
  return outcome.status === 'refused' && outcome.fault === 'recipient';
}
