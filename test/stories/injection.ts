import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Db } from '@campus/database/connect';
import { afterAll, expect, it } from 'vitest';
import { existingThings } from '../support/existing-things.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';
import { textPlaces } from '../support/text-places.ts';

const AT_ONCE = 6;
const SLEEP_MS = 1_500;
const SLEEP = `select pg_sleep(${SLEEP_MS / 1_000})`;
const BREAKING = ["'", "\\'", "') --", '$1 ?? :name %"'];
const SLEEPING = [`'; ${SLEEP}; --`, `' || (${SLEEP}) || '`];
// Where text becomes code, the first finds everything and the second nothing.
const [TRUE, FALSE] = ["zzz' or '1'='1", "zzz' and '1'='2"];
const SPEAKS_SQL =
  /syntax error at|unterminated quoted|SQLSTATE|pg_sleep|invalid input syntax|operator does not exist|42601/i;

type Send = (text: string) => Promise<RawAnswer>;

interface Place {
  name: string;
  reads: boolean;
  withText(text: string): RawRequest;
}

export function injection(scene: Scene): void {
  const { platform, contract } = scene;

  it('S26: no text of any operation becomes SQL', async () => {
    const things = await existingThings(scene);
    const places = contract.operations.flatMap((operation) =>
      textPlaces(scene, { operation, things }).map(({ place, withText }) => ({
        name: `${operation.operationId} ${place}`,
        reads: operation.method === 'GET',
        withText,
      })),
    );
    // What is written would change what is found: first everything that reads.
    const found = [
      ...(await look(places.filter(({ reads }) => reads))),
      ...(await look(places.filter(({ reads }) => !reads))),
    ];
    process.stdout.write(`S26: ${places.length} places of text\n`);
    expect(places.length).toBeGreaterThan(80);
    expect(found).toEqual([]);
    const lines = Object.values(platform.services).flatMap(({ logs }) => logs.map((line) => JSON.stringify(line)));
    expect(lines.filter((line) => /syntax error at|unterminated quoted|"code":"42601"/.test(line))).toEqual([]);
  }, 60_000);

  async function look(places: Place[]): Promise<string[]> {
    const found: string[] = [];
    const waiting = [...places];
    const turn = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const { name, withText, reads } = one;
        const evidence = await evidenceOf((text) => sendRaw(platform.gateway, withText(text)), { reads });
        found.push(...evidence.map((fact) => `${name}: ${fact}`));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, turn));
    return found;
  }

  it('S26: the same look finds a service that builds its SQL from text', async () => {
    const origin = await startCareless(platform.databases.catalog);
    const target = (text: string): RawRequest => ({
      method: 'GET',
      target: `/?name=${encodeURIComponent(text)}`,
      headers: {},
    });
    const evidence = await evidenceOf((text) => sendRaw(origin, target(text)), { reads: true });
    expect(evidence).toEqual(
      expect.arrayContaining([
        expect.stringContaining('breaks'),
        expect.stringContaining('sleeps'),
        expect.stringContaining('decides'),
      ]),
    );
  });
}

/** What says that a text was understood as SQL: it breaks a statement, makes one sleep, or decides what one finds. */
async function evidenceOf(send: Send, { reads }: { reads: boolean }): Promise<string[]> {
  const evidence: string[] = [];
  for (const text of BREAKING) {
    const { status, text: answer } = await send(text);
    if (status >= 500 || (status >= 400 && SPEAKS_SQL.test(answer)))
      evidence.push(`${text} breaks something: ${status} ${answer.slice(0, 200)}`);
  }
  const usual = await timeOf(() => send('x'.repeat(30)));
  const sleeps = async (text: string) => (await timeOf(() => send(text))) - usual > SLEEP_MS * 0.9;
  // Slow by chance is not slow twice.
  for (const text of SLEEPING) if ((await sleeps(text)) && (await sleeps(text))) evidence.push(`${text} sleeps`);
  if (!reads) return evidence;
  const [all, nothing] = [await send(TRUE), await send(FALSE)];
  if (all.status === nothing.status && all.text.replaceAll(TRUE, '') !== nothing.text.replaceAll(FALSE, ''))
    evidence.push(`${TRUE} decides what is found`);
  return evidence;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** How a service must not be written. */
async function startCareless(db: Db): Promise<string> {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '', 'http://localhost').searchParams.get('name') ?? '';
    const rows = await db.raw(`select id from menu_items where name = '${name}'`).catch((error: Error) => error);
    response.statusCode = rows instanceof Error ? 500 : 200;
    response.end(rows instanceof Error ? rows.message : JSON.stringify(rows.rows ?? 'done'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
