import type { Transaction } from '@campus/database/transaction';
import { notFound } from '@campus/errors/app-error';
import { newPayment, type Payment } from '../domain/payment.ts';
import type { Payments } from '../use-cases/work.ts';
import { attemptsTable } from './attempts-table.ts';
import { type PaymentRow, paymentOf, rowOfPayment } from './payment-row.ts';
import { refundsTable } from './refunds-table.ts';

export function paymentsTable(trx: Transaction): Payments {
  const table = () => trx<PaymentRow>('payments');
  const attempts = attemptsTable(trx);
  const refunds = refundsTable(trx);

  // Attempts and refunds are read after the lock of their payment is held: nobody else changes them meanwhile.
  const lockWhere = async (where: Partial<PaymentRow>): Promise<Payment | undefined> => {
    const row = await table().where(where).forUpdate().first();
    return row && paymentOf(row, await attempts.of(row.id), await refunds.of(row.id));
  };
  const lock = async (where: Partial<PaymentRow>): Promise<Payment> => {
    const payment = await lockWhere(where);
    if (!payment) throw notFound('Payment');
    return payment;
  };

  return {
    lock: (id) => lock({ id }),
    find: (id) => lockWhere({ id }),
    lockByOrder: (orderId) => lockWhere({ order_id: orderId }),
    lockByGatewayOrder: (gatewayOrderId) => lockWhere({ gateway_order_id: gatewayOrderId }),
    async reserve(wish) {
      await table()
        .insert({ ...rowOfPayment(newPayment(wish)), created_at: trx.fn.now() })
        .onConflict('order_id')
        .ignore();
      return lock({ order_id: wish.orderId });
    },
    async save(payment) {
      // When Razorpay is asked follows from it, by the database's clock: a replica whose own is wrong must not put that off.
      const createdAt = trx.raw(
        'case when abs(extract(epoch from created_at - ?::timestamptz)) < 0.001 then created_at else now() end',
        [payment.createdAt],
      );
      const isMaking = trx.raw("case when ? = 'creating' then create_at end", [rowOfPayment(payment).status]);
      await trx('payments')
        .where({ id: payment.id })
        .update({ ...rowOfPayment(payment), create_at: isMaking, created_at: createdAt });
      await attempts.save(payment);
      await refunds.save(payment);
    },
    keepResponse: attempts.keepResponse,
  };
}
