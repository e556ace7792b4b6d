import type { Logger } from '@campus/logger/logger';
import { counter } from '@campus/telemetry/counter';
import type { DeliveryReport } from '../use-cases/deliver-push.ts';

type Level = 'info' | 'warn' | 'error';

const pushes = counter('pushes_total', 'Pushes whose turn came, by what became of them (the `event` of the log).', {
  event: 'open',
});

// A wrong project or a lost credential fails every push: one alarm a minute is enough to wake a person.
const ALARM_EVERY_MS = 60_000;

/** One line for each push whose turn came; an error when a person must act, never the token or the text. */
export function createPushLog(logger: Logger): (delivery: DeliveryReport) => void {
  const alarms = new Map<string, number>();

  function quieted(level: Level, code: string): Level {
    if (level !== 'error') return level;
    const silentUntil = alarms.get(code) ?? 0;
    if (performance.now() < silentUntil) return 'info';
    alarms.set(code, performance.now() + ALARM_EVERY_MS);
    return level;
  }

  return (delivery) => {
    const { push, outcome, state, isTokenSpared } = delivery;
    const code = 'code' in outcome ? outcome.code : 'none';
    const { event, level } = newsOf(delivery);
    pushes.add({ event });
    logger[quieted(level, `${event} ${code}`)](
      {
        event,
        notification_id: push.notificationId,
        type: push.message.type,
        push: state.status,
        attempts: state.attempts,
        calls: state.calls,
        ...(outcome.kind !== 'sent' && { verdict: outcome.kind, error_code: code }),
        ...(isTokenSpared && { token: 'spared' }),
      },
      'push attempted',
    );
  };
}

function newsOf({ outcome, state, isTokenSpared }: DeliveryReport): { event: string; level: Level } {
  switch (outcome.kind) {
    case 'our_fault':
    case 'foreign_token':
      return { event: 'push_misconfigured', level: 'error' };
    case 'refused':
      return { event: 'push_refused', level: 'error' };
    case 'dead_token':
      return isTokenSpared
        ? { event: 'push_deletion_stopped', level: 'error' }
        : { event: 'push_token_deleted', level: 'info' };
    default:
      return state.status === 'gave_up'
        ? { event: 'push_gave_up', level: 'warn' }
        : { event: `push_${state.status}`, level: 'info' };
  }
}
