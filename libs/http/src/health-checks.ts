/** What a service says about itself when it is asked how it is. */
export interface HealthChecks {
  version: string;
  /** Rejects when the dependency does not answer. A service that has no such dependency leaves it out. */
  database?: () => Promise<void>;
  redis?: () => Promise<void>;
  /** The broker never makes a service unready: the outbox buffers (messaging.md). */
  broker?: () => 'connected' | 'blocked' | 'disconnected';
  /** Further conditions of readiness, for example an attached consumer in a service without routes. */
  ready?: () => boolean;
  /** Whether it has something to answer with while its database is away; such a service stays ready without it. */
  servesWithoutDatabase?: () => boolean;
  /** What its outbox still has to tell; for the status page only. */
  outbox?: () => Promise<{ pending: number; quarantined: number; oldestAgeSeconds: number | null }>;
}
