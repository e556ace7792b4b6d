import { menuItemAnswer } from '@campus/contracts/menu-api';
import { dailySalesAnswer } from '@campus/contracts/reports-api';
import { eventually } from '@campus/testing/eventually';
import { describe, expect, it } from 'vitest';
import { addDishes, placeOrder, placeUpiOrder, verify } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import { eventsOf, type Scene } from '../support/scene.ts';

interface Sum {
  what: string;
  prices: number[];
  quantities: number[];
  totalPaise: number;
  numeric: string;
}

// In binary floating point each of these comes out a little beside itself when it is multiplied or added.
const SUMS: Sum[] = [
  { what: '8.35', prices: [8.35], quantities: [1], totalPaise: 835, numeric: '8.35' },
  { what: '3 × 19.99', prices: [19.99], quantities: [3], totalPaise: 5_997, numeric: '59.97' },
  { what: '0.10 + 0.20 + 8.35', prices: [0.1, 0.2, 8.35], quantities: [1, 1, 1], totalPaise: 865, numeric: '8.65' },
  { what: '3 × 0.10 + 19.99', prices: [0.1, 19.99], quantities: [3, 1], totalPaise: 2_029, numeric: '20.29' },
];
const CASH: Sum = { what: '0.10 + 0.20', prices: [0.1, 0.2], quantities: [1, 1], totalPaise: 30, numeric: '0.30' };

export function moneyStories(scene: Scene): void {
  const { platform, sandbox, admin, tap } = scene;
  const { ordering, payment: paymentDb } = platform.databases;

  const grossSales = async () =>
    (await admin.ask(dailySalesAnswer, 'GET', '/api/v1/admin/reports/daily-sales')).totals.gross_sales;

  async function priced({ prices, quantities }: Sum) {
    const student = await signInStudent(platform);
    const ids = await addDishes(admin, student, prices);
    for (const [index, id] of ids.entries()) {
      const price = prices[index] ?? 0;
      const { item } = await student.ask(menuItemAnswer, 'GET', `/api/v1/menu/items/${id}`);
      expect(item.price).toBe(price);
      const event = await tap.waitFor(({ aggregateid }) => aggregateid === id);
      expect(event.data).toMatchObject({ item: { price_paise: Math.round(price * 100) } });
      expect((await ordering('menu_items').where({ id }).first()).price).toBe(price.toFixed(2));
    }
    return { student, dishes: ids.map((id, index): [string, number] => [id, quantities[index] ?? 1]) };
  }

  async function expectBooked(before: number, { totalPaise }: Sum): Promise<void> {
    await eventually(async () =>
      expect(Math.round((await grossSales()) * 100)).toBe(Math.round(before * 100) + totalPaise),
    );
  }

  describe.each(SUMS)('$what', (sum) => {
    it('is the same from the menu to Razorpay and to the report', async () => {
      const before = await grossSales();
      const { student, dishes } = await priced(sum);
      const { order, payment } = await placeUpiOrder(student, { dishes });
      expect([order.total, payment.amount]).toEqual([sum.totalPaise / 100, sum.totalPaise / 100]);
      expect((await ordering('orders').where({ id: order.id }).first()).total).toBe(sum.numeric);
      const placed = await tap.waitFor(({ aggregateid }) => aggregateid === order.id);
      expect(placed.data).toMatchObject({ order: { total_paise: sum.totalPaise } });
      expect((await paymentDb('payments').where({ order_id: order.id }).first()).amount).toBe(sum.numeric);
      expect((await sandbox.gatewayOrder(payment.gateway_order_id))?.amount).toBe(sum.totalPaise);
      await verify(student, await sandbox.pay(payment.gateway_order_id));
      expect((await sandbox.booksOf(payment.gateway_order_id))?.captured_paise).toBe(sum.totalPaise);
      await expectBooked(before, sum);
    });
  });

  it('0.10 + 0.20 in cash is 0.30 in the answer, the row, the event and, once it is paid, in the report', async () => {
    const before = await grossSales();
    const { student, dishes } = await priced(CASH);
    const { order } = await placeOrder(student, { dishes, paymentMethod: 'cash' });
    expect(order.total).toBe(0.3);
    expect((await ordering('orders').where({ id: order.id }).first()).total).toBe(CASH.numeric);
    await tap.waitFor(({ aggregateid }) => aggregateid === order.id);
    expect(eventsOf(scene, order.id)[0]?.data).toMatchObject({ order: { total_paise: 30 } });
    const paid = { payment_status: 'paid' };
    expect((await admin.send('PATCH', `/api/v1/admin/orders/${order.id}/payment-status`, paid)).status).toBe(200);
    await expectBooked(before, CASH);
  });
}
