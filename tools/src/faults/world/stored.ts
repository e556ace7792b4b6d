import { openDatabases } from '../../audit/database.ts';
import type { AssignmentStep } from '../checks/deliveries.ts';
import type { StoredOrder } from '../checks/placed-once.ts';
import { NOTE } from '../people/order-desk.ts';
import type { Stage } from '../stage/open-stage.ts';

/** What ordering's database says at the end. */
export interface Stored {
  orders: StoredOrder[];
  confirmed: Set<string>;
  assignments: AssignmentStep[];
}

interface OrderRow {
  id: string;
  user_id: string;
  note: string | null;
  order_number: string;
  business_day: string;
  status: string;
  version: number;
  total: string;
  is_confirmed: boolean;
}

const ORDERS = `select id, user_id, special_instructions as note, order_number, business_day::text, status, version, total::text,
  confirmed_at is not null as is_confirmed from orders`;
const ASSIGNMENTS = `select order_id, version, from_value, to_value from order_events where type = 'assignment'`;

/** Read past every way, with the connection that the audit uses. */
export async function readStored(stage: Stage): Promise<Stored> {
  const databases = await openDatabases(stage.auditAccess());
  try {
    const rows = await databases.ordering.rows<OrderRow>(ORDERS);
    const steps = await databases.ordering.rows<
      Record<'order_id' | 'from_value' | 'to_value', string> & { version: number }
    >(ASSIGNMENTS);
    return {
      orders: rows.map(orderOf),
      confirmed: new Set(rows.filter(({ is_confirmed }) => is_confirmed).map(({ id }) => id)),
      assignments: steps.map(({ order_id: orderId, version, from_value, to_value }) => ({
        orderId,
        version,
        from: from_value ?? undefined,
        to: to_value ?? undefined,
      })),
    };
  } finally {
    await Promise.all(Object.values(databases).map((database) => database.close()));
  }
}

function orderOf({ id, user_id: userId, note, status, version, total, ...row }: OrderRow): StoredOrder {
  const key = note?.startsWith(NOTE) ? note.slice(NOTE.length) : undefined;
  const days = { orderNumber: row.order_number, businessDay: row.business_day };
  return { id, userId, key, status, version, totalRupees: Number(total), ...days };
}
