import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { SetupFault } from './setup-fault.ts';

/** The root of this checkout. */
export const ROOT = resolve(import.meta.dirname, '../../..');

const port = (standard: number) => z.coerce.number().int().min(1).max(65_535).default(standard);

const schema = z.object({
  DATABASE_ADMIN_URL: z.url().default('postgres://postgres@127.0.0.1:5432/postgres'),
  DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .default('campus_'),
  REDIS_URL: z.url().default('redis://127.0.0.1:6379/4'),
  RABBITMQ_URL: z.url().default('amqp://guest:guest@127.0.0.1:5672/campus_food'),
  LOCAL_DIR: z.string().default('.local'),
  GATEWAY_PORT: port(8000),
  AUTH_PORT: port(8101),
  CATALOG_PORT: port(8102),
  ORDERING_PORT: port(8103),
  PAYMENT_PORT: port(8104),
  NOTIFICATION_PORT: port(8105),
  REPORTING_PORT: port(8106),
  REALTIME_PORT: port(8107),
  SANDBOX_PORT: port(8200),
});

/** What a person may decide about a development platform; `given` holds every variable of `.env` and the environment. */
export interface Settings {
  root: string;
  /** Where everything this checkout generates lives: secrets, logs, private servers. */
  localDirectory: string;
  databaseAdminUrl: string;
  databasePrefix: string;
  redisUrl: string;
  rabbitmqUrl: string;
  ports: Record<string, number>;
  given: Record<string, string>;
}

/** Reads `.env` and lets the real environment override it; an empty value counts as missing. Throws `SetupFault`. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = present({ ...readEnvFile(join(ROOT, '.env')), ...present(environment) });
  const result = schema.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new SetupFault(`These settings are not valid (environment or .env):\n${faults.join('\n')}`, 78);
  }
  const values = result.data;
  const localDirectory = resolve(ROOT, values.LOCAL_DIR);
  mkdirSync(localDirectory, { recursive: true });
  return {
    root: ROOT,
    localDirectory,
    databaseAdminUrl: values.DATABASE_ADMIN_URL,
    databasePrefix: values.DATABASE_PREFIX,
    redisUrl: values.REDIS_URL,
    rabbitmqUrl: values.RABBITMQ_URL,
    ports: {
      gateway: values.GATEWAY_PORT,
      auth: values.AUTH_PORT,
      catalog: values.CATALOG_PORT,
      ordering: values.ORDERING_PORT,
      payment: values.PAYMENT_PORT,
      notification: values.NOTIFICATION_PORT,
      reporting: values.REPORTING_PORT,
      realtime: values.REALTIME_PORT,
      sandbox: values.SANDBOX_PORT,
    },
    given,
  };
}

/** The variables of an env file, or none when there is no such file. */
export function readEnvFile(file: string): Record<string, string> {
  return existsSync(file) ? present(parseEnv(readFileSync(file, 'utf8'))) : {};
}

function present(variables: NodeJS.ProcessEnv | NodeJS.Dict<string>): Record<string, string> {
  const entries = Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(entries);
}
