import type { Db } from '@campus/database/connect';
import { paiseFromNumeric } from '@campus/money/money';
import type { OrderTurn, Turns } from '../use-cases/work.ts';
import { forgetOld, takeWebhooks } from './stored-webhooks.ts';
import { takeSweep } from './sweeps-table.ts';
import { noticeSilence } from './webhook-watch.ts';

// A turn is a lease: the row comes back by itself when whoever took it dies. It outlasts the 8 s a call to Razorpay may take.
const LEASE = "now() + interval '12 seconds'";

const TAKE_ORDERS = `update payments set create_at = ${LEASE}, create_tries = create_tries + 1
  where id in (select id from payments where create_at <= now() and status = 'creating' and (?::uuid is null or id = ?::uuid)
    order by create_at limit ? for update skip locked)
  returning id, amount, create_tries`;

// Looks come at 1, 3, 7, 15 and 30 minutes, 1, 6 and 24 hours, then never: money that comes later comes by webhook. Before the order
// expires they begin at last_look_at and come again in two fifths of what was left then: a look that fails is not the last one.
const TAKE_CHECKS = `update payments set check_tries = check_tries + 1,
    check_at = least(created_at + (array[60, 180, 420, 900, 1800, 3600, 21600, 86400])[(select count(*) + 1 from
      unnest(array[60, 180, 420, 900, 1800, 3600, 21600, 86400]) as due where created_at + due * interval '1 second' <= now() + interval '1 second')]
      * interval '1 second',
    case
      when expires_at <= now() then null
      when last_look_at > now() then last_look_at
      else now() + (expires_at - last_look_at) * 0.4
    end)
  where id in (select id from payments where check_at <= now() order by check_at limit ? for update skip locked)
  returning id, gateway_order_id, gateway_payment_id,
    last_look_at <= now() and closed_as is null and awaited_until is null as is_last_look`;

const TAKE_REFUNDS = `update refunds set tries = tries + 1, next_try_at = case
    when status = 'pending' then now() + least(3600, 60 * 2 ^ least(tries, 10)) * interval '1 second' else ${LEASE} end
  where id in (select id from refunds where next_try_at <= now() order by next_try_at limit ? for update skip locked)
  returning id, payment_id, tries`;

interface CheckRow {
  id: string;
  gateway_order_id: string;
  gateway_payment_id: string | null;
  /** Null, as SQL compares, while ordering has not said when the order expires. */
  is_last_look: boolean | null;
}

/** Takes work that is due, each piece for one replica at a time. Every take commits at once: no lock is held during calls. */
export function turnsIn(db: Db): Turns {
  const orders = async (id: string | null, limit: number): Promise<OrderTurn[]> => {
    const { rows } = await db.raw(TAKE_ORDERS, [id, id, limit]);
    return rows.map((row: { id: string; amount: string; create_tries: number }) => ({
      paymentId: row.id,
      amountPaise: paiseFromNumeric(row.amount),
      tries: row.create_tries,
    }));
  };
  return {
    orders: (limit) => orders(null, limit),
    webhooks: (limit) => takeWebhooks(db, limit),
    sweeps: () => takeSweep(db),
    silence: () => noticeSilence(db),
    forgetOld: () => forgetOld(db),
    orderOf: async (paymentId) => (await orders(paymentId, 1))[0],
    async checks(limit) {
      const { rows } = await db.raw(TAKE_CHECKS, [limit]);
      const open = rows.filter((row: CheckRow) => row.gateway_payment_id === null);
      return open.map((row: CheckRow) => ({
        paymentId: row.id,
        gatewayOrderId: row.gateway_order_id,
        isLastLook: row.is_last_look === true,
      }));
    },
    async refunds(limit) {
      const { rows } = await db.raw(TAKE_REFUNDS, [limit]);
      return rows.map((row: { id: string; payment_id: string; tries: number }) => ({
        refundId: row.id,
        paymentId: row.payment_id,
        tries: row.tries,
      }));
    },
  };
}
