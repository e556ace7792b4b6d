import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import { numericFromPaise, paiseFromNumeric } from '@campus/money/money';
import type { Mismatch } from '../domain/mismatch.ts';
import type { Mismatches } from '../use-cases/work.ts';

interface MismatchRow {
  id: string;
  kind: Mismatch['kind'];
  payment_id: string | null;
  gateway_payment_id: string;
  gateway_order_id: string | null;
  gateway_amount: string;
  known_amount: string;
  found_at: Date;
}

const MOST_ORPHANS = 100;

export function mismatchesTable(trx: Transaction): Mismatches {
  return {
    async add(mismatch) {
      const added = await trx<MismatchRow>('mismatches')
        .insert(rowOf(mismatch))
        .onConflict(['gateway_payment_id', 'kind'])
        .ignore()
        .returning('id');
      return added.length === 1;
    },
  };
}

export async function findMismatches(db: Db, paymentIds: string[] | null): Promise<Mismatch[]> {
  const query = db<MismatchRow>('mismatches').orderBy(['found_at', 'id'].map((column) => ({ column, order: 'desc' })));
  const rows = await (paymentIds === null
    ? query.whereNull('payment_id').limit(MOST_ORPHANS)
    : query.whereIn('payment_id', paymentIds));
  return rows.map(mismatchOf);
}

function mismatchOf(row: MismatchRow): Mismatch {
  return {
    id: row.id,
    kind: row.kind,
    paymentId: row.payment_id,
    gatewayPaymentId: row.gateway_payment_id,
    gatewayOrderId: row.gateway_order_id,
    gatewayPaise: paiseFromNumeric(row.gateway_amount),
    knownPaise: paiseFromNumeric(row.known_amount),
    foundAt: row.found_at,
  };
}

function rowOf(mismatch: Mismatch): MismatchRow {
  return {
    id: mismatch.id,
    kind: mismatch.kind,
    payment_id: mismatch.paymentId,
    gateway_payment_id: mismatch.gatewayPaymentId,
    gateway_order_id: mismatch.gatewayOrderId,
    gateway_amount: numericFromPaise(mismatch.gatewayPaise),
    known_amount: numericFromPaise(mismatch.knownPaise),
    found_at: mismatch.foundAt,
  };
}
