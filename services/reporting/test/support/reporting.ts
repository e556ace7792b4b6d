import type { Db } from '@campus/database/connect';
import { freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { type RunningProcess, startProcess } from '@campus/testing/process';
import { createTokenIssuer, type TokenClaims } from '@campus/testing/tokens';

export interface Reporting {
  db: Db;
  databaseUrl: string;
  broker: string;
  service: RunningProcess;
  /** What the process was started with. */
  environment: Record<string, string>;
  /** Asks for a report below `/api/v1/admin/reports` as an admin, or as someone else. */
  report(path: string, role?: TokenClaims['role'] | 'nobody'): Promise<Answer>;
}

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a black-box client sees has no type; each test says what it expects.
  body: any;
}

export async function startReporting(timeZone = 'Asia/Kolkata'): Promise<Reporting> {
  const { url: DATABASE_URL, db } = await freshDatabase('reporting', new URL('../../migrations/', import.meta.url));
  const broker = await freshVhost();
  const issuer = await createTokenIssuer();
  const env = { DATABASE_URL, RABBITMQ_URL: broker, RESTAURANT_TIME_ZONE: timeZone, ...issuer.environment };
  const service = await startProcess(new URL('../../src/main.ts', import.meta.url), env);
  return {
    db,
    databaseUrl: DATABASE_URL,
    broker,
    service,
    environment: env,
    async report(path, role = 'admin') {
      const authorization = role === 'nobody' ? {} : { authorization: `Bearer ${issuer.sign({ role })}` };
      const response = await fetch(`${service.url}/api/v1/admin/reports/${path}`, { headers: { ...authorization } });
      const text = await response.text();
      const json = response.headers.get('content-type')?.startsWith('application/json');
      return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : undefined };
    },
  };
}
