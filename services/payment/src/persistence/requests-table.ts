import type { Transaction } from '@campus/database/transaction';
import type { Requests } from '../use-cases/work.ts';

export function requestsTable(trx: Transaction): Requests {
  const table = () => trx('idempotent_requests');
  return {
    async begin({ userId, route, key, bodySha256 }) {
      const identity = { user_id: userId, route, key };
      const added = await table()
        .insert({ ...identity, body_sha256: bodySha256 })
        .onConflict(['user_id', 'route', 'key'])
        .ignore()
        .returning('key');
      if (added.length > 0) return undefined;
      const row = await table().where(identity).first();
      return { bodySha256: row.body_sha256, answer: row.answer };
    },
    async finish({ userId, route, key }, answer) {
      await table()
        .where({ user_id: userId, route, key })
        .update({ answer: JSON.stringify(answer) });
    },
  };
}
