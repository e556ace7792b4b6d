import type { OrderView } from '@campus/contracts/order-state';
import { eventually } from '@campus/testing/eventually';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { placeOrder, placeUpiOrder, verify } from '../support/canteen.ts';
import { type Student, signInStudent } from '../support/people.ts';
import type { PortalScene } from './support/portal-scene.ts';
import { type TicketRecord, watchTickets } from './support/ticket-record.ts';

const ORDERS = 30;
const WAVE = 10;
const STUDENTS = 5;
const CUT_MS = 20_000;
/** Every fifth order is never paid. */
const WAYS = ['cash', 'paid', 'unpaid', 'paid', 'cash'] as const;

interface Lunch {
  way: (typeof WAYS)[number];
  order: OrderView;
  student: Student;
}

export function lunchStories({ platform, visit, kitchen, sandbox, dishes }: PortalScene): void {
  async function orderLunch(student: Student, way: Lunch['way']): Promise<Lunch> {
    const wish = { dishes: [[dishes[0], 1]] as [string, number][] };
    if (way === 'cash') {
      const { order } = await placeOrder(student, { ...wish, paymentMethod: 'cash' });
      return { way, order, student };
    }
    const { order, payment } = await placeUpiOrder(student, wish);
    if (way === 'paid') await verify(student, await sandbox.pay(payment.gateway_order_id ?? ''));
    return { way, order, student };
  }

  test('thirty orders, the network away for 20 s in the middle: every confirmed order once, none that is unpaid', async () => {
    const students: Student[] = [];
    while (students.length < STUDENTS) students.push(await signInStudent(platform));
    const lunches: Lunch[] = [];
    const wave = async () => {
      for (const end = lunches.length + WAVE; lunches.length < end; ) {
        const turn = lunches.length;
        const student = students[Math.floor((turn * STUDENTS) / ORDERS)] as Student;
        lunches.push(await orderLunch(student, WAYS[turn % WAYS.length] ?? 'cash'));
      }
    };
    const confirmed = () => lunches.filter(({ way }) => way !== 'unpaid').map(({ order }) => order.order_number);
    const window = await visit('/kitchen/board', { as: 'kitchen', size: 'tablet', cuttable: true });
    const { page, faults } = window;
    await page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    const tickets = await watchTickets(page);

    await wave();
    await expectOnBoard(tickets, confirmed());

    platform.pagesLink.unplug();
    const backAt = performance.now() + CUT_MS;
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    await page.getByText(/Showing what was known at/).waitFor();
    const before = confirmed();
    await wave();
    const [cooked, regretted] = lunches.filter(({ way }) => way === 'cash') as [Lunch, Lunch];
    await kitchen.send('PATCH', `/api/v1/admin/orders/${cooked.order.id}/status`, { status: 'preparing' });
    await regretted.student.send('POST', `/api/v1/orders/${regretted.order.id}/cancel`, {});
    // The length of the cut itself: nothing is waited for.
    await page.waitForTimeout(backAt - performance.now());
    expect((await tickets.now()).filter((number) => confirmed().includes(number)).toSorted()).toEqual(
      before.toSorted(),
    );
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    platform.pagesLink.resume();

    await Promise.all([wave(), page.locator('[data-connection=live]').waitFor({ state: 'attached' })]);
    await expectOnBoard(tickets, confirmed());
    await expectMoved(page, { cooked, regretted });
    await page.getByText('Connection lost. Reconnecting…').waitFor({ state: 'detached' });
    const most = await tickets.mostAtOnce();
    for (const { way, order } of lunches)
      expect(most[order.order_number] ?? 0, `${order.order_number}, ${way}`).toBe(way === 'unpaid' ? 0 : 1);
    // What the browser said of the network while it was away.
    for (const list of [faults.console, faults.requests]) list.length = 0;
    await window.expectClean();
    const cancelled = page.getByRole('article', { name: `Order ${regretted.order.order_number}` });
    await cancelled.getByRole('button', { name: 'Seen' }).click();
    await cancelled.waitFor({ state: 'detached' });
    await clearAway(lunches);
  }, 90_000);

  /** The board of the next story is not full of this one. */
  async function clearAway(lunches: Lunch[]): Promise<void> {
    for (const { way, order, student } of lunches) {
      if (way === 'unpaid') await student.send('POST', `/api/v1/orders/${order.id}/cancel`, {});
      else
        await kitchen.send('PATCH', `/api/v1/admin/orders/${order.id}/status`, {
          status: 'cancelled',
          reason: 'closing',
        });
    }
  }
}

async function expectOnBoard(tickets: TicketRecord, numbers: string[]): Promise<void> {
  await eventually(async () => {
    const shown = await tickets.now();
    expect(shown.filter((number) => numbers.includes(number)).toSorted()).toEqual(numbers.toSorted());
  });
}

/** What happened to these while the network was away. */
async function expectMoved(page: Page, { cooked, regretted }: { cooked: Lunch; regretted: Lunch }): Promise<void> {
  const nameOf = ({ order }: Lunch) => ({ name: `Order ${order.order_number}` });
  const preparing = page.getByRole('region', { name: /^Preparing/ });
  await preparing.getByRole('article', nameOf(cooked)).waitFor();
  await page.getByRole('article', nameOf(regretted)).getByText('Cancelled: stop cooking').waitFor();
}
