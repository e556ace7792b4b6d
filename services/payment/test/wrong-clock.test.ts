import { newId } from '@campus/database/ids';
import { inTransaction } from '@campus/database/transaction';
import { freshDatabase } from '@campus/testing/database';
import { expect, test } from 'vitest';
import { paymentsTable } from '../src/persistence/payments-table.ts';

const HOUR_MS = 3_600_000;

test('a replica whose clock is two hours behind does not put off when Razorpay is asked', async () => {
  const { db } = await freshDatabase('payment', new URL('../migrations/', import.meta.url));
  const at = new Date(Date.now() - 2 * HOUR_MS);
  const ageMs = async () => {
    const { rows } = await db.raw(
      'select (extract(epoch from now() - created_at) * 1000)::float8 as age from payments',
    );
    return rows[0].age;
  };
  const wish = { id: newId(), orderId: newId(), userId: newId(), amountPaise: 1_200, at };
  const payment = await inTransaction(db, (trx) => paymentsTable(trx).reserve(wish));
  expect(await ageMs()).toBeLessThan(5_000);

  // The making of the gateway's order is the beginning that counts.
  const made = { ...payment, gatewayOrderId: 'order_1', createdAt: at };
  await inTransaction(db, (trx) => paymentsTable(trx).save(made));
  expect(await ageMs()).toBeLessThan(5_000);

  await db('payments').update({ created_at: db.raw("now() - interval '1 hour'") });
  await inTransaction(db, async (trx) => {
    const payments = paymentsTable(trx);
    await payments.save({ ...(await payments.lock(payment.id)), closedAs: 'cancelled' });
  });
  expect(await ageMs()).toBeGreaterThan(HOUR_MS);
});
