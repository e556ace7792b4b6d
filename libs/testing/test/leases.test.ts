import { freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { freshRedis, loseEverything } from '@campus/testing/redis';
import { isAlive, leftovers } from '@campus/testing/test-run';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';

const migrations = new URL('./fixtures/migrations/', import.meta.url);

test('each database is empty, migrated and nobody else’s', async () => {
  const [one, two] = await Promise.all([freshDatabase('leases', migrations), freshDatabase('leases', migrations)]);
  await one.db('things').insert({ id: 'mine' });
  expect(await two.db('things')).toEqual([]);
  expect(one.url).not.toBe(two.url);
});

test('each virtual host and each Redis database is given out once', async () => {
  const vhosts = await Promise.all([freshVhost(), freshVhost(), freshVhost()]);
  const redises = await Promise.all([freshRedis(), freshRedis()]);
  expect(new Set(vhosts).size).toBe(3);
  expect(new Set(redises).size).toBe(2);
});

test('a Redis database with somebody’s data is left alone', async () => {
  const url = await freshRedis();
  const redis = new Redis(url);
  const lease = (await redis.get('campus:test:lease')) ?? '';
  await redis.del('campus:test:lease');
  await redis.set('precious', '1');
  expect(await freshRedis()).not.toBe(url);
  expect(await redis.get('precious')).toBe('1');
  await redis.set('campus:test:lease', lease);
  redis.disconnect();
});

test('a Redis that loses everything keeps its lease, so that no other run takes it', async () => {
  const url = await freshRedis();
  const redis = new Redis(url);
  await redis.set('lost', '1');
  await loseEverything(url);
  expect(await redis.keys('*')).toEqual(['campus:test:lease']);
  redis.disconnect();
});

test('only what dead runs left behind counts as leftover', () => {
  expect(isAlive(process.pid)).toBe(true);
  const dead = 'campus_test_999999999_ordering';
  expect(leftovers([dead, `campus_test_${process.pid}_ordering`, 'campus_test_', 'ordering'])).toEqual([dead]);
});
