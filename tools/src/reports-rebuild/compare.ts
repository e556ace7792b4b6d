import type { Query, ReadModel } from './read-model.ts';

export interface Difference {
  /** How many there are, and the first few. */
  count: number;
  first: { key: string; shown: string | null; rebuilt: string | null }[];
}

export interface Comparison {
  figures: Record<'orders' | 'days' | 'lines' | 'refunds', number>;
  /** Where the rebuilt generation says something else than the one that is shown. */
  differences: Record<'days' | 'orders' | 'lines' | 'refunds', Difference>;
}

const MOST = 20;

/** What a generation says, as key and value. */
const SAID: Record<keyof Comparison['differences'], (generation: string) => string> = {
  days: (generation) => `
    select coalesce(sold.day, given.day)::text as key, format('%s orders, %s completed, %s cancelled, gross %s, refunds %s',
      coalesce(orders, 0), coalesce(completed, 0), coalesce(cancelled, 0), coalesce(gross, 0.00), coalesce(refunded, 0.00)) as value
    from (
      select confirmed_day as day, count(*) as orders, count(*) filter (where status = 'completed') as completed,
        count(*) filter (where status = 'cancelled') as cancelled, sum(total) filter (where is_paid) as gross
      from sales_orders where generation = ${generation} group by confirmed_day
    ) as sold full join (
      select refunded_day as day, sum(amount) as refunded from refunds join sales_orders using (generation, order_id)
      where generation = ${generation} group by refunded_day
    ) as given on given.day = sold.day`,
  orders: (generation) => `
    select order_id::text as key, concat_ws(' ', 'version', version, status, order_type, payment_method,
      case when is_paid then 'paid' else 'unpaid' end, total, slot, confirmed_at, confirmed_day) as value
    from sales_orders where generation = ${generation}`,
  lines: (generation) => `
    select order_id || ' line ' || position as key, concat_ws(' ', quantity, menu_item_id, item_name, line_total) as value
    from sales_lines where generation = ${generation}`,
  refunds: (generation) => `
    select id::text as key, concat_ws(' ', 'order', order_id, 'version', version, amount, refunded_at, refunded_day) as value
    from refunds where generation = ${generation}`,
};

export const SHOWN = "(select id from generations where state = 'live')";
const FIGURES = `select count(*)::int as orders, count(distinct confirmed_day)::int as days,
  (select count(*)::int from sales_lines where generation = $1) as lines,
  (select count(*)::int from refunds where generation = $1) as refunds
  from sales_orders where generation = $1`;

/** Compares a generation with the one that is shown, in one frozen picture of both. */
export function compare(readModel: ReadModel, generation: number): Promise<Comparison> {
  return readModel.inSnapshot(async (query) => {
    const [figures = { orders: 0, days: 0, lines: 0, refunds: 0 }] = await query<Comparison['figures']>(FIGURES, [
      generation,
    ]);
    return {
      figures,
      differences: {
        days: await difference(query, SAID.days, generation),
        orders: await difference(query, SAID.orders, generation),
        lines: await difference(query, SAID.lines, generation),
        refunds: await difference(query, SAID.refunds, generation),
      },
    };
  });
}

async function difference(query: Query, said: (of: string) => string, generation: number): Promise<Difference> {
  const rows = await query<Difference['first'][number] & { count: number }>(
    `select coalesce(shown.key, rebuilt.key) as key, shown.value as shown, rebuilt.value as rebuilt, count(*) over ()::int as count
     from (${said(SHOWN)}) as shown full join (${said('$1')}) as rebuilt on rebuilt.key = shown.key
     where shown.value is distinct from rebuilt.value order by 1 limit ${MOST}`,
    [generation],
  );
  return { count: rows[0]?.count ?? 0, first: rows.map(({ count: _, ...row }) => row) };
}

/** Whether the rebuilt figures are those that are shown. */
export function isEqual({ differences }: Comparison): boolean {
  return Object.values(differences).every(({ count }) => count === 0);
}
