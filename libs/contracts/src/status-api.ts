import { z } from 'zod';
import { discardedLetter, finishedAudit } from './operation-events.ts';
import { instant } from './values.ts';

const count = z.int().min(0);

/** What waits in a service's outbox to be told. */
export const outboxBacklog = z.object({
  pending: count,
  /** Refused too often: a person must look. */
  quarantined: count,
  oldest_age_seconds: z.number().min(0).nullable(),
});
export type OutboxBacklog = z.infer<typeof outboxBacklog>;

/** `GET /internal/status` of a service: how one of its processes is. */
export const serviceStatus = z.object({
  version: z.string(),
  started_at: instant,
  ready: z.boolean(),
  database: z.enum(['connected', 'disconnected']).optional(),
  redis: z.enum(['connected', 'disconnected']).optional(),
  broker: z.enum(['connected', 'blocked', 'disconnected']).optional(),
  /** Absent without an outbox, null while it cannot be read. */
  outbox: outboxBacklog.nullable().optional(),
});
export type ServiceStatus = z.infer<typeof serviceStatus>;

/** `GET /internal/operations` of reporting: what people did to the platform. */
export const operationsAnswer = z.object({
  last_audit: finishedAudit.nullable(),
  /** The newest twenty. */
  discarded_letters: z.array(discardedLetter),
});
export type Operations = z.infer<typeof operationsAnswer>;

const queue = z.object({
  name: z.string(),
  kind: z.enum(['events', 'direct', 'delay', 'dead_letters', 'unrouted']),
  /** Whose queue it is; null when it is everybody's. */
  service: z.string().nullable(),
  /** Waiting, without those in a consumer's hands; null when there is no such queue. */
  messages: count.nullable(),
  consumers: count.nullable(),
});

/** `GET /api/v1/admin/status`. Every part answers for itself: what could not be asked is null, and the others are there. */
export const platformStatusAnswer = z.object({
  looked_at: instant,
  /** Of each service the process that answered; `status` is null when none did in time. */
  services: z.array(z.object({ name: z.string(), status: serviceStatus.nullable() })),
  /** Null when the broker could not be asked. */
  queues: z.array(queue).nullable(),
  /** Null when reporting could not be asked. */
  operations: operationsAnswer.nullable(),
});
export type PlatformStatus = z.infer<typeof platformStatusAnswer>;
