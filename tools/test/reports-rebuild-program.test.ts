import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { orderPlaced } from '@campus/contracts/order-events';
import { atEnd } from '@campus/testing/at-end';
import { closeAllConnections } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test, vi } from 'vitest';
import { orderHistory } from '../../services/reporting/test/support/history.ts';
import { createRebuildWorld, type RebuildWorld } from './reports-rebuild/world.ts';

const PROGRAM = fileURLToPath(new URL('../src/reports-rebuild.ts', import.meta.url));
const MANY = 2_000;
vi.setConfig({ testTimeout: 120_000 });
const range = { from: '2026-02-13', to: '2026-02-13' };
const at = '2026-02-13T07:00:00Z';

const cashOrders = (count: number) =>
  Array.from({ length: count }, () =>
    orderHistory({ payment_method: 'cash', payment_status: 'paid', total_paise: 835 }, [
      { kind: orderPlaced, type: 'placed', at, state: { confirmed_at: at } },
    ]),
  ).flat();

let world: RebuildWorld;
beforeAll(async () => {
  world = await createRebuildWorld();
  await world.tell(cashOrders(MANY));
  await world.settled();
}, 120_000);

/** Starts the program as it runs in a pod: addresses in its environment, nothing of the checkout. */
function start(options: string[] = [], environment = podEnvironment()) {
  const child = spawn(process.execPath, [PROGRAM, ...options], { env: { PATH: process.env.PATH, ...environment } });
  atEnd(async () => child.kill('SIGKILL'));
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  return { child, output, ended: ended(child, output) };
}

async function ended(child: ChildProcess, output: string[]) {
  const [code] = await once(child, 'close');
  return { code, output: output.join('') };
}

function podEnvironment(): Record<string, string> {
  const { ownerUrls, reportingUrl, rabbitmqUrl } = world.access;
  return {
    ORDERING_DATABASE_URL: ownerUrls.ordering,
    PAYMENT_DATABASE_URL: ownerUrls.payment,
    REPORTING_DATABASE_URL: reportingUrl,
    RABBITMQ_URL: rabbitmqUrl,
  };
}

const states = () => world.db('generations').orderBy('id').pluck('state');
const ordersShown = async () =>
  (await world.report(`daily-sales?from=${range.from}&to=${range.to}`)).body.totals.orders;

/** Does something while some of the copies are in the generation that is being built and the others wait. */
async function halfWay(work: () => Promise<unknown>) {
  const heard = () => world.db('inbox').where('consumer', 'like', 'reporting generation%').pluck('message_id');
  await eventually(async () => expect((await heard()).length).toBeGreaterThan(50), { timeoutMs: 20_000 });
  await world.db.transaction(async (trx) => {
    await trx.raw('lock table sales_lines in share mode');
    expect((await heard()).length).toBeLessThan(MANY);
    await work();
  });
}

test('it says what it did and ends with 0', async () => {
  const { code, output } = await start().ended;
  expect(output).toMatch(/^replayed {3}2000 events \(ordering 2000, payment 0\) in [\d.]+ s, \d+ a second$/m);
  expect(output).toMatch(/^rebuilt {4}2000 orders on 1 days, 2000 lines, 0 refunds$/m);
  expect(output).toContain('The reports show exactly what they showed before.');
  expect(code).toBe(0);
});

test('killed in the middle it leaves the reports as they were, and the next run finishes the work', async () => {
  await world
    .db('sales_orders')
    .where({ order_id: (await world.db('live_orders').first()).order_id })
    .update({ total: 1 });
  const before = await world.reports(range);
  const { child, ended } = start();
  await halfWay(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  expect(await states()).toEqual(['live', 'building']);
  expect(await world.reports(range)).toEqual(before);
  await world.tell(cashOrders(20));
  const again = await start().ended;
  expect(again.output).toContain('The reports show the rebuilt figures where these differ.');
  expect(again.code).toBe(0);
  await world.settled();
  expect(await states()).toEqual(['live']);
  const { body } = await world.report(`daily-sales?from=${range.from}&to=${range.to}`);
  expect(body.totals).toMatchObject({ orders: MANY + 20, gross_sales: ((MANY + 20) * 835) / 100 });
});

test('a signal ends it without a trace, and not with 0', async () => {
  const { child, ended } = start();
  await halfWay(async () => child.kill('SIGTERM'));
  const { code, output } = await ended;
  expect(output).toContain('The rebuild was interrupted: the reports show what they showed before.');
  expect(code).toBe(1);
  expect(await states()).toEqual(['live']);
});

test('it outlasts a crash and a stop of the service, and the loss of every connection to the broker', async () => {
  const orders = await ordersShown();
  const { ended } = start();
  await halfWay(async () => world.service.kill());
  await world.service.restart();
  await closeAllConnections(world.broker);
  await world.service.restart();
  const { code, output } = await ended;
  expect(output).toContain('The reports show exactly what they showed before.');
  expect(code).toBe(0);
  expect(await ordersShown()).toBe(orders);
});

test('a check that finds a difference ends with 1 and changes nothing', async () => {
  const { order_id } = await world.db('live_orders').orderBy('order_id').first();
  await world.db('sales_orders').where({ order_id }).update({ slot: 'nowhere' });
  const { code, output } = await start(['--check']).ended;
  expect(output).toContain(`differs    orders ${order_id}`);
  expect(output).toContain('A rebuild would change this; nothing was changed.');
  expect(code).toBe(1);
  expect(await world.db('live_orders').where({ order_id }).pluck('slot')).toEqual(['nowhere']);
});

test('half an environment is refused in one message that names what is missing', async () => {
  const { ORDERING_DATABASE_URL } = podEnvironment();
  const { code, output } = await start([], { ORDERING_DATABASE_URL: ORDERING_DATABASE_URL ?? '' }).ended;
  expect(output).toMatch(/PAYMENT_DATABASE_URL.*REPORTING_DATABASE_URL.*RABBITMQ_URL/s);
  expect(code).toBe(78);
});
