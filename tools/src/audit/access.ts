/** The services that have a database. */
export const DATABASES = ['auth', 'catalog', 'ordering', 'payment', 'notification', 'reporting'] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** Where a running system is, for whoever audits it. Nothing of it is written to. */
export interface AuditAccess {
  /** Of any role that can read. */
  databaseUrls: Record<DatabaseName, string>;
  /** The Redis of the realtime service. */
  redisUrl: string;
  /** With the vhost. */
  rabbitmqUrl: string;
  /** The argv prefix of rabbitmqctl for this broker; without it the bindings are not compared. */
  rabbitmqctl?: string[] | undefined;
  /** The origin of the sandbox, where it plays the provider; without it the provider's books are not compared. */
  sandboxUrl?: string | undefined;
  /** `RESTAURANT_TIME_ZONE`; Asia/Kolkata unless told otherwise. */
  timeZone?: string | undefined;
  /** Why a dead letter or unrouted event may lie where it lies, by message id. */
  explained?: Record<string, string>;
}
