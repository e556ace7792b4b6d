import { keepNewest } from '@campus/database/keep-newest';
import type { Queries } from '@campus/database/transaction';
import { forgetAnswers } from '@campus/idempotency/forget-answers';
import type { Customers } from '../use-cases/work.ts';
import { forgetErasedInEvents } from './erased-customers.ts';

const ADDRESS = { delivery_address: null, special_instructions: null };

/** Ordering's copy of the customers' names. */
export function customersTable(db: Queries): Customers {
  return {
    async keep({ id, name, isErased, version }) {
      await keepNewest(db, 'customers', { id, name, is_erased: isErased, version });
    },

    async forgetIfErased({ id, customerId }) {
      await db('orders')
        .where({ id })
        .whereExists(db('customers').where({ id: customerId, is_erased: true }).select('id'))
        .update(ADDRESS);
    },

    async erase(id) {
      const orders = db('orders').where({ user_id: id });
      await orders.clone().update({ customer_name: null });
      await orders.clone().whereIn('status', ['completed', 'cancelled']).update(ADDRESS);
      await forgetErasedInEvents(db, id);
      await forgetAnswers(db, id);
    },
  };
}
