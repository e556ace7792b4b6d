import { orderStatusAnswer, staffOrderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { placeOrder, placeUpiOrder } from '../support/canteen.ts';
import type { PortalScene } from './support/portal-scene.ts';

const UNDO_MS = 5_000;

export function boardStories({ visit, admin, student, dishes }: PortalScene): void {
  const cash = () => placeOrder(student, { dishes: [[dishes[0], 2]], paymentMethod: 'cash' });
  const orderOf = (id: string) => admin.ask(staffOrderAnswer, 'GET', `/api/v1/admin/orders/${id}`);

  async function board() {
    const window = await visit('/kitchen/board', { as: 'kitchen', size: 'tablet' });
    await window.page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    const ticket = (number: string) => window.page.getByRole('article', { name: `Order ${number}` });
    const column = (name: string) => window.page.getByRole('region', { name: new RegExp(`^${name}`) });
    return { ...window, ticket, column };
  }

  test('a tap starts an order after five seconds in which it can be taken back', async () => {
    const { page, ticket, column, expectClean } = await board();
    const { order } = await cash();
    const own = ticket(order.order_number);
    await own.getByRole('button', { name: 'Start' }).click();
    await own.getByRole('button', { name: 'Undo' }).click();
    await own.getByRole('button', { name: 'Start' }).waitFor();
    await page.waitForTimeout(UNDO_MS + 500);
    expect((await orderOf(order.id)).order.status).toBe('received');

    await own.getByRole('button', { name: 'Start' }).click();
    await column('Preparing')
      .getByRole('article', { name: `Order ${order.order_number}` })
      .waitFor();
    expect((await orderOf(order.id)).order.status).toBe('preparing');
    await expectClean();
  });

  test('"seen" on one tablet silences both, and one of two taps on the same order has the effect', async () => {
    const [one, other] = await Promise.all([board(), board()]);
    const { order } = await cash();
    const [here, there] = [one.ticket(order.order_number), other.ticket(order.order_number)];
    await there.getByRole('button', { name: 'Seen' }).waitFor();
    await here.getByRole('button', { name: 'Seen' }).click();
    for (const ticket of [here, there])
      await ticket.getByRole('button', { name: 'Seen' }).waitFor({ state: 'detached' });

    await Promise.all([here, there].map((ticket) => ticket.getByRole('button', { name: 'Start' }).click()));
    for (const { column } of [one, other]) {
      await column('Preparing')
        .getByRole('article', { name: `Order ${order.order_number}` })
        .waitFor();
    }
    const { history } = (await orderOf(order.id)).order;
    expect(history.filter(({ to }) => to === 'preparing')).toHaveLength(1);
  });

  test('an order that nobody has paid is never on the board', async () => {
    const { page, ticket } = await board();
    const { order: unpaid } = await placeUpiOrder(student, { dishes: [[dishes[0], 1]] });
    const { order } = await cash();
    await ticket(order.order_number).waitFor();
    expect(await ticket(unpaid.order_number).count()).toBe(0);
    await page.reload();
    await ticket(order.order_number).waitFor();
    expect(await ticket(unpaid.order_number).count()).toBe(0);
    await student.send('POST', `/api/v1/orders/${unpaid.id}/cancel`, {});
  });

  test('the kitchen cancels with a reason, and the customer knows at once', async () => {
    const { page, ticket } = await board();
    const { order } = await cash();
    await ticket(order.order_number)
      .getByRole('button', { name: `More for ${order.order_number}` })
      .click();
    await page.getByRole('menuitem', { name: 'Cancel the order' }).click();
    await page.getByRole('radio', { name: 'Something is sold out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
    await ticket(order.order_number).waitFor({ state: 'detached' });
    const { status } = await student.ask(orderStatusAnswer, 'GET', `/api/v1/orders/${order.id}/status`);
    expect(status).toBe('cancelled');
    expect((await orderOf(order.id)).order.cancellation_reason).toBe('sold_out');
  });

  test('an order that its customer cancels is loud until somebody has seen it', async () => {
    const { page, ticket, expectClean } = await board();
    const { order } = await cash();
    await ticket(order.order_number).waitFor();
    await student.send('POST', `/api/v1/orders/${order.id}/cancel`, {});
    await page.getByRole('alert').filter({ hasText: '1 order was cancelled' }).waitFor();
    await ticket(order.order_number).getByText('Cancelled: stop cooking').waitFor();
    await expectClean();
    await ticket(order.order_number).getByRole('button', { name: 'Seen' }).click();
    await ticket(order.order_number).waitFor({ state: 'detached' });
  });

  test('a dish is taken off for an hour and put back, and ordering is paused and taken up again', async () => {
    const { page, expectClean } = await board();
    await page.getByRole('button', { name: 'Sold out' }).click();
    const dialog = page.getByRole('dialog');
    const off = dialog.getByRole('button', { name: /: One hour$/ }).first();
    await off.click();
    await dialog
      .getByRole('button', { name: /: Back on the menu$/ })
      .first()
      .click();
    await dialog.getByRole('button', { name: /: Back on the menu$/ }).waitFor({ state: 'detached' });
    await expectClean();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Pause orders' }).click();
    await page.getByRole('menuitem', { name: '15 minutes' }).click();
    await page.getByText(/^Ordering is paused for 1[45]:/).waitFor();
    await page.getByRole('button', { name: 'Take orders again' }).click();
    await page.getByText(/^Ordering is paused/).waitFor({ state: 'detached' });
    await eventually(async () => expect((await cash()).order.status).toBe('received'));
  });
}
