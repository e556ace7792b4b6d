import type { Logger } from '@campus/logger/logger';
import { type DeliveryReport, NO_DEVICE } from '../use-cases/deliver-push.ts';
import type { ClaimedPush } from '../use-cases/work.ts';

/** One line for each attempt: an error when a person must act, never the token or the text. */
export function reportPush(logger: Logger, { notificationId, message }: ClaimedPush, report: DeliveryReport): void {
  const { verdict, state } = report;
  const facts = { notification_id: notificationId, type: message.type, push: state.status, attempts: state.attempts };
  const failure = verdict.kind === 'sent' ? {} : { verdict: verdict.kind, error_code: verdict.code };
  logger[levelOf(report)]({ ...facts, ...failure }, 'push attempted');
}

function levelOf({ verdict, state, tokenKept }: DeliveryReport): 'info' | 'warn' | 'error' {
  if (verdict.kind === 'our_fault' || verdict.kind === 'foreign_token') return 'error';
  if (verdict.kind === 'refused') return verdict.code === NO_DEVICE ? 'info' : 'error';
  if (verdict.kind === 'dead_token') return tokenKept ? 'error' : 'info';
  return state.status === 'gave_up' ? 'warn' : 'info';
}
