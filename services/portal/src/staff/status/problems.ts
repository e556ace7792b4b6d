import type { PlatformStatus } from '@campus/contracts/status-api';
import { texts } from '../../texts/texts.ts';
import { ageText } from './age-text.ts';

const words = texts.status.problems;
/** The relay sends within a second or two; a minute is an alert elsewhere, too. */
const OLD_SECONDS = 60;

/** What a person should look at, the worst first; empty when all is well. */
export function problemsOf(status: PlatformStatus): string[] {
  const { services, queues, operations } = status;
  return [
    ...services.flatMap(serviceProblems),
    ...(queues ? queues.flatMap(queueProblems) : [words.brokerSilent]),
    ...(operations ? auditProblems(operations) : [words.operationsSilent]),
  ];
}

function serviceProblems({ name, status }: PlatformStatus['services'][number]): string[] {
  if (!status) return [words.silent(name)];
  const { ready, database, redis, broker, outbox } = status;
  const oldest = outbox?.oldest_age_seconds ?? 0;
  return [
    ...(ready ? [] : [words.notReady(name)]),
    ...(database === 'disconnected' ? [words.lost(name, 'PostgreSQL')] : []),
    ...(redis === 'disconnected' ? [words.lost(name, 'Redis')] : []),
    ...(broker && broker !== 'connected' ? [words.lost(name, 'RabbitMQ')] : []),
    ...(oldest > OLD_SECONDS ? [words.outboxOld(name, ageText(oldest))] : []),
    ...(outbox && outbox.quarantined > 0 ? [words.quarantined(name, outbox.quarantined)] : []),
  ];
}

function queueProblems({ name, kind, service, messages, consumers }: NonNullable<PlatformStatus['queues']>[number]) {
  if (messages === null) return [words.missingQueue(name)];
  if (kind === 'dead_letters') return messages > 0 ? [words.deadLetters(service ?? name, messages)] : [];
  if (kind === 'unrouted') return messages > 0 ? [words.unrouted(messages)] : [];
  return kind !== 'delay' && consumers === 0 ? [words.noConsumer(name)] : [];
}

function auditProblems({ last_audit }: NonNullable<PlatformStatus['operations']>): string[] {
  if (last_audit?.outcome === 'violated') return [words.auditViolated];
  return last_audit?.outcome === 'failed' ? [words.auditFailed] : [];
}
