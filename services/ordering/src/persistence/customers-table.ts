import type { Db } from '@campus/database/connect';
import { keepNewest } from '@campus/database/keep-newest';
import type { Customers } from '../use-cases/work.ts';

/** Ordering's copy of the customers' names. */
export function customersTable(db: Db): Customers {
  return {
    async keep({ id, name, isErased, version }) {
      await keepNewest(db, 'customers', { id, name, is_erased: isErased, version });
    },

    async forgetIfErased({ id, customerId }) {
      await db('orders')
        .where({ id })
        .whereExists(db('customers').where({ id: customerId, is_erased: true }).select('id'))
        .update({ delivery_address: null });
    },

    async erase(id) {
      const orders = db('orders').where({ user_id: id });
      await orders.clone().update({ customer_name: null });
      await orders.clone().whereIn('status', ['completed', 'cancelled']).update({ delivery_address: null });
    },
  };
}
