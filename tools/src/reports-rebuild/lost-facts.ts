import type { Db } from '@campus/database/connect';
import type { Owner } from './access.ts';
import { SHOWN } from './compare.ts';
import type { ReadModel } from './read-model.ts';

interface Books {
  readModel: ReadModel;
  owners: Record<Owner, Db>;
}

const PAGE = 5_000;

/**
 * Orders and refunds that are shown and known to their owner, but not rebuilt: their events are gone, and a rebuild would lose them for
 * ever. What no owner knows is not lost but corrected.
 */
export async function lostFacts({ readModel, owners }: Books, generation: number): Promise<string[]> {
  const { ordering, payment } = owners;
  const orders = await missing(readModel, { table: 'sales_orders', id: 'order_id', generation });
  const refunds = await missing(readModel, { table: 'refunds', id: 'id', generation });
  const sold = () => ordering('orders').whereNotNull('confirmed_at');
  const givenBack = () => ordering('orders').where({ payment_method: 'cash', payment_status: 'refunded' });
  const sentBack = () => payment('refunds').where({ status: 'processed' });
  return [
    ...(await known(sold, orders)).map((id) => `order ${id}`),
    ...(await known(sentBack, refunds)).map((id) => `refund ${id}`),
    ...(await known(givenBack, refunds)).map((id) => `refund of order ${id}`),
  ];
}

async function missing(
  readModel: ReadModel,
  { table, id, generation }: { table: string; id: string; generation: number },
): Promise<string[]> {
  const rows = await readModel.inSnapshot((query) =>
    query<{ id: string }>(
      `select ${id} as id from ${table} where generation = ${SHOWN} except select ${id} from ${table} where generation = $1`,
      [generation],
    ),
  );
  return rows.map(({ id }) => id);
}

async function known(facts: () => ReturnType<Db>, ids: string[]): Promise<string[]> {
  const found: string[] = [];
  for (let start = 0; start < ids.length; start += PAGE)
    found.push(
      ...(await facts()
        .whereIn('id', ids.slice(start, start + PAGE))
        .pluck('id')),
    );
  return found;
}
