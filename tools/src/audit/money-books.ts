import type { Databases } from './database.ts';

/** A payment as the payment service remembers it, all money in paise. */
export interface PaymentBook {
  id: string;
  order_id: string;
  gateway_order_id: string | null;
  /** The attempt that pays the order. */
  gateway_payment_id: string | null;
  amount: number;
  flags: string[];
  needs_attention: string[];
  created_at: number;
  captured: { id: string; amount: number }[];
  refunds: { id: string | null; payment_id: string; amount: number; status: string }[];
}

/** What ordering says of an order's money, in paise. */
export interface OrderBook {
  id: string;
  method: 'upi' | 'cash';
  status: string;
  payment_status: 'pending' | 'paid' | 'failed' | 'refunded';
  gateway_order_id: string | null;
  total: number;
  is_confirmed: boolean;
}

const PAYMENTS = `
  select payments.id, order_id, gateway_order_id, gateway_payment_id, (100 * amount)::float8 as amount, flags, needs_attention,
    extract(epoch from created_at)::float8 as created_at,
    coalesce(attempts.captured, '[]') as captured, coalesce(given_back.refunds, '[]') as refunds
  from payments
  left join (
    select payment_id, jsonb_agg(jsonb_build_object('id', gateway_payment_id, 'amount', (100 * amount)::bigint)) as captured
    from payment_attempts where is_captured group by payment_id
  ) as attempts on attempts.payment_id = payments.id
  left join (
    select payment_id, jsonb_agg(jsonb_build_object('id', gateway_refund_id, 'payment_id', gateway_payment_id,
      'amount', (100 * amount)::bigint, 'status', status)) as refunds
    from refunds group by payment_id
  ) as given_back on given_back.payment_id = payments.id`;

const ORDERS = `
  select id, payment_method as method, status, payment_status, gateway_order_id, (100 * total)::float8 as total,
    confirmed_at is not null as is_confirmed
  from orders`;

export function readPayments({ payment }: Databases): Promise<PaymentBook[]> {
  return payment.rows<PaymentBook>(PAYMENTS);
}

export async function readOrders({ ordering }: Databases): Promise<Map<string, OrderBook>> {
  const orders = await ordering.rows<OrderBook>(ORDERS);
  return new Map(orders.map((order) => [order.id, order]));
}

/** What came and went, in paise. `waiting` is refunded as soon as the provider says so. */
export interface Money {
  captured: number;
  refunded: number;
  waiting: number;
}

/** All money of a payment, or that of one attempt. */
export function moneyOf({ captured, refunds }: PaymentBook, attempt?: string | null): Money {
  const isMeant = (id: string) => attempt === undefined || id === attempt;
  const back = refunds.filter(({ payment_id }) => isMeant(payment_id));
  return {
    captured: sum(captured.filter(({ id }) => isMeant(id))),
    refunded: sum(back.filter(({ status }) => status === 'processed')),
    waiting: sum(back.filter(({ status }) => status !== 'processed' && status !== 'failed')),
  };
}

/** A person was told that the bank refuses or disputes: until then the money stays where it should not be. */
export function waitsForPerson({ needs_attention }: PaymentBook): boolean {
  return needs_attention.includes('refund_failed') || needs_attention.includes('dispute');
}

export function sum(amounts: { amount: number }[]): number {
  return amounts.reduce((total, { amount }) => total + amount, 0);
}
