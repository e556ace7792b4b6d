import type { Db } from '@campus/database/connect';
import { keepNewest } from '@campus/database/keep-newest';
import type { Customers } from '../use-cases/work.ts';

/** Ordering's copy of the customers' names. */
export function customersTable(db: Db): Customers {
  return {
    async keep(customer) {
      await keepNewest(db, 'customers', customer);
    },

    async erase(id) {
      const orders = db('orders').where({ user_id: id });
      await orders.clone().update({ customer_name: null });
      await orders.clone().whereIn('status', ['completed', 'cancelled']).update({ delivery_address: null });
    },
  };
}
