import { createHmac, randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { startPlatform } from './support/platform.ts';

const LOG_USER_KEY = 'a key of thirty-two characters, or more';
const hashOf = (id: string) => createHmac('sha256', LOG_USER_KEY).update(`user\0${id}`).digest('hex').slice(0, 16);

test('the line of a request says by a keyed hash whose it was, and by nothing else; without a person it says nobody', async () => {
  const platform = await startPlatform();
  const { url, logs } = await platform.gateway({ LOG_USER_KEY });
  const userId = randomUUID();
  const token = platform.issuer.sign({ role: 'consumer', userId });
  for (const path of ['/api/v1/orders', '/api/v1/restaurant', '/api/v1/orders/9'])
    await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await fetch(`${url}/api/v1/restaurant`);
  const requests = () => logs.map((line) => JSON.parse(line)).filter(({ message }) => message === 'request');
  await eventually(async () => expect(requests()).toHaveLength(4));
  expect(requests().map(({ user }) => user)).toEqual([...Array(3).fill(hashOf(userId)), undefined]);
  expect(logs.join('\n')).not.toContain(userId);
});
