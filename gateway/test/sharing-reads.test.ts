import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Gateway } from './support/gateway.ts';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
let gateway: Gateway;

beforeAll(async () => {
  platform = await startPlatform();
  gateway = await platform.gateway();
});

const someone = () => ({ authorization: `Bearer ${platform.issuer.sign({ role: 'consumer', userId: randomUUID() })}` });

async function readAll(path: string, headers: Record<string, string>[]): Promise<number> {
  const { requests } = platform.upstreams.catalog;
  const before = requests.length;
  const answers = await Promise.all(headers.map((each) => fetch(gateway.url + path, { headers: each })));
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-request-id')).toBeTruthy();
    expect(await answer.text()).not.toBe('');
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(answers.length);
  return requests.length - before;
}

test('a hundred people who want the menu at once are one or a few questions to catalog, each with an answer of their own', async () => {
  const asked = await readAll('/api/v1/menu/items?search=dosa', Array.from({ length: 100 }, someone));
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(50);
});

test('who asks under other conditions has a question of their own', async () => {
  const conditions = Array.from({ length: 12 }, (_, index) => ({ ...someone(), 'if-none-match': `"${index}"` }));
  expect(await readAll('/api/v1/menu/items', conditions)).toBe(12);
});

test('nobody without a good token shares what others asked for', async () => {
  const [good, bad, none] = await Promise.all(
    [someone(), { authorization: 'Bearer x.y.z' }, {}].map(async (headers) => {
      const answer = await fetch(`${gateway.url}/api/v1/menu/items`, { headers: headers as Record<string, string> });
      return answer.status;
    }),
  );
  expect([good, bad, none]).toEqual([200, 401, 401]);
});

test('a refusal that the one who asks meets at catalog is not handed to those who wait', async () => {
  const people = Array.from({ length: 100 }, someone);
  // Most of them, so that whoever asks for a group is one, whichever comes first.
  const outsiders = new Set(people.filter((_, index) => index % 4 !== 0));
  for (const { authorization } of outsiders) platform.upstreams.catalog.refused.add(authorization);
  const read = ({ authorization }: { authorization: string }) =>
    fetch(`${gateway.url}/api/v1/menu/items?search=vada`, { headers: { authorization } });
  const answers = await Promise.all(people.map(async (person) => ({ person, status: (await read(person)).status })));
  expect(answers.some(({ status }) => status === 403)).toBe(true);
  const others = answers.filter(({ person }) => !outsiders.has(person));
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
});
