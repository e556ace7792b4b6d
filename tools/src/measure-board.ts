import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { type BoardClock, type Passage, startBoardClock } from './bench/board-clock.ts';
import { newStudent } from './bench/new-student.ts';
import { quantile } from './bench/quantile.ts';
import { servedDish } from './bench/served-dish.ts';
import { signInStaff } from './bench/sign-in-staff.ts';
import { ensurePlatform } from './demo/ensure-platform.ts';
import type { Person } from './demo/person.ts';
import { openPocket } from './demo/sandbox.ts';
import { signInAs, type Viewer, viewerOf } from './look/viewer.ts';
import { launchChromium } from './platform/chromium.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';

const WARM_UP = 10;
const STUDENTS = 10;
/** A minute has room for 100 requests of a person; a kitchen at its busiest gets one order a second. */
const PAUSE_MS = 300;

/** How long an order takes from the student's tap to its ticket on the kitchen's board, on the running platform. */
await inSession(async (onStop) => {
  const settings = readSettings(process.env);
  const { values } = parseArgs({ options: { orders: { type: 'string', default: '200' } } });
  await ensurePlatform(settings);
  const [viewer, admin] = [viewerOf('kitchen', settings), viewerOf('admin', settings)];
  if (!viewer || !admin) throw new Error('The platform has no staff.');
  const { origin, sandbox } = viewer;
  const staff = await Promise.all([viewer, admin].map(({ credentials }) => signInStaff(origin, credentials)));
  const students = await Promise.all(Array.from({ length: STUDENTS }, () => newStudent(origin, openPocket(sandbox))));

  const browser = await launchChromium(process.env);
  onStop(() => browser.close());
  const clock = await openBoard(browser, viewer);
  const load = loadavg();
  const dish = await servedDish(origin, students[0] ?? '');
  const passages = await orderAll({ clock, staff, students, dish, orders: Number(values.orders) });
  console.log(
    `${passages.length} cash orders, one after the other: from POST /orders to the ticket in the board's DOM, by the page's clock`,
  );
  for (const [name, key] of [
    ['from sending', 'fromSendingMs'],
    ['from the answer', 'fromAnswerMs'],
  ] as const) {
    console.log(
      printed(
        name,
        passages.map((passage) => passage[key]),
      ),
    );
  }
  console.log(`${cpus().length} cores; load ${rounded(load)} before, ${rounded(loadavg())} after`);
  return 0;
});

async function openBoard(browser: Browser, viewer: Viewer): Promise<BoardClock> {
  const page = await browser.newPage({ baseURL: viewer.origin, viewport: { width: 1024, height: 768 } });
  await signInAs(viewer, page);
  await page.goto('/kitchen/board');
  return startBoardClock(page);
}

interface Run {
  clock: BoardClock;
  staff: Person[];
  students: string[];
  dish: string;
  orders: number;
}

async function orderAll({ clock, staff, students, dish, orders }: Run): Promise<Passage[]> {
  const passages: Passage[] = [];
  for (let turn = 0; turn < WARM_UP + orders; turn += 1) {
    const passage = await clock.order({ token: students[turn % STUDENTS] ?? '', dish });
    if (turn >= WARM_UP) passages.push(passage);
    // Off the board again: it stays as full as a real one.
    const cancelled = { status: 'cancelled', reason: 'other' };
    await staff[turn % staff.length]?.tell('PATCH', `/api/v1/admin/orders/${passage.id}/status`, cancelled);
    await sleep(PAUSE_MS);
  }
  return passages;
}

function printed(name: string, times: number[]): string {
  const ms = (part: number) => `${quantile(times, part).toFixed(0)} ms`;
  return `  ${name.padEnd(16)} median ${ms(0.5)}, p99 ${ms(0.99)}, longest ${ms(1)}`;
}

function rounded(numbers: number[]): string {
  return numbers.map((number) => number.toFixed(1)).join(' ');
}
