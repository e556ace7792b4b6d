import { capture, lineOf } from './money.ts';
import { delivered, expired, gatewayOrderOf, refunded } from './orders.ts';
import { type Fault, ordering, payment, remove, update } from './plant.ts';
import type { World } from './world.ts';

/** What can go wrong between orders, payments and the provider: invariant 2. */
export const faultsOfMoney: Fault[] = [
  [2, 'captured differently at the provider', delivered.id, extraCapture],
  [2, 'money that is not given back', delivered.id, secondPayment],
  [2, 'money at the provider that payment does not know', 'order_unknown', unknownOrder],
  [
    2,
    'refunded differently at the provider',
    refunded.id,
    async ({ ledger }) => {
      const [one] = lineOf(ledger, gatewayOrderOf(refunded)).refunds;
      if (one) one.status = 'failed';
      return async () => one && Object.assign(one, { status: 'processed' });
    },
  ],
  [2, 'a provider order that the provider does not know', delivered.id, forgottenOrder],
  [
    2,
    'paid without exactly its own money',
    refunded.id,
    update(
      ordering,
      "orders set payment_status = 'paid'",
      `id = '${refunded.id}'`,
      "orders set payment_status = 'refunded'",
    ),
  ],
  [
    2,
    'unpaid although its money is there',
    refunded.id,
    update(
      ordering,
      "orders set payment_status = 'failed'",
      `id = '${refunded.id}'`,
      "orders set payment_status = 'refunded'",
    ),
  ],
  [
    2,
    'another amount than the order',
    delivered.id,
    update(
      payment,
      'payments set amount = amount - 1',
      `order_id = '${delivered.id}'`,
      'payments set amount = amount + 1',
    ),
  ],
  [2, 'a UPI order without its payment', expired.id, remove(payment, 'payments', `order_id = '${expired.id}'`)],
];

async function extraCapture({ ledger }: World) {
  const line = lineOf(ledger, gatewayOrderOf(delivered));
  line.payments.push({ id: 'pay_extra', amount: line.amount, captured: true });
  return async () => line.payments.pop();
}

/** A customer paid twice, and nobody gives it back. */
export async function secondPayment({ databases, ledger }: World) {
  await capture({ databases, ledger }, gatewayOrderOf(delivered), 'pay_second');
  return async () => {
    const line = lineOf(ledger, gatewayOrderOf(delivered));
    line.payments.pop();
    line.captured_paise -= line.amount;
    await databases.payment('payment_attempts').where({ gateway_payment_id: 'pay_second' }).delete();
  };
}

async function unknownOrder({ ledger }: World) {
  const money = { amount: 100, captured_paise: 100, refunded_paise: 0 };
  ledger.push({ order_id: 'order_unknown', receipt: null, ...money, payments: [], refunds: [] });
  return async () => ledger.pop();
}

/** Another order is older, so the provider should remember this one. */
async function forgottenOrder({ ledger, databases: { payment } }: World) {
  const [forgotten] = ledger.splice(ledger.indexOf(lineOf(ledger, gatewayOrderOf(delivered))), 1);
  const older = () => payment('payments').where({ order_id: expired.id });
  const [before] = await older().pluck('created_at');
  await older().update({ created_at: new Date(0) });
  return async () => {
    if (forgotten) ledger.push(forgotten);
    await older().update({ created_at: before });
  };
}
