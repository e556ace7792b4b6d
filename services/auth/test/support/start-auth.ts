import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '@campus/testing/at-end';
import { brokerTap, freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { startProcess } from '@campus/testing/process';
import { freshRedis } from '@campus/testing/redis';
import { startTcpProxy } from '@campus/testing/tcp-proxy';
import { Redis } from 'ioredis';
import { createClient } from './client.ts';
import { openSmsInbox } from './sms-inbox.ts';

export const ISSUER = 'https://auth.test';
export const AUDIENCE = 'campus-food';
export const PEPPER = 'a pepper that only the tests of auth know';

/** The service as it runs in production, with everything it touches in view. */
export async function startAuth(settings: Record<string, string> = {}) {
  const { url: DATABASE_URL, db } = await freshDatabase('auth', new URL('../../migrations/', import.meta.url));
  const RABBITMQ_URL = await freshVhost();
  const REDIS_URL = await freshRedis();
  const transportKey = randomBytes(32);
  const [redisProxy, brokerProxy] = [await startTcpProxy(REDIS_URL), await startTcpProxy(RABBITMQ_URL)];
  const environment = {
    DATABASE_URL,
    RABBITMQ_URL: brokerProxy.url,
    REDIS_URL: redisProxy.url,
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
    JWT_PRIVATE_KEYS_FILE: await writeKeys(['key-2', 'key-1']),
    OTP_TRANSPORT_KEY: transportKey.toString('base64'),
    OTP_PEPPER: PEPPER,
    TRUST_PROXY: '1',
    ...settings,
  };
  const tap = await brokerTap(RABBITMQ_URL);
  const service = await startProcess(new URL('../../src/main.ts', import.meta.url), environment);
  const redis = new Redis(REDIS_URL);
  atEnd(async () => redis.disconnect());
  const sms = await openSmsInbox({ url: RABBITMQ_URL, transportKey });
  return { service, environment, db, tap, sms, redis, redisProxy, brokerProxy, ...createClient(service.url) };
}

/** A file of new keys with these ids. */
export async function writeKeys(kids: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'auth-keys-'));
  atEnd(() => rm(folder, { recursive: true }));
  const keys = kids.map((kid) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), kid };
  });
  const file = join(folder, 'keys.json');
  await writeFile(file, JSON.stringify({ keys }));
  return file;
}
