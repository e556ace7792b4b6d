import type { Transaction } from '@campus/database/transaction';
import type { Operations } from '../use-cases/work.ts';

/** They belong to no generation: while one is built, the same fact is told once for each, and kept once. */
export function operationsTables(trx: Transaction): Operations {
  return {
    async keepAudit({ violations, ...audit }) {
      const row = { ...audit, violations: JSON.stringify(violations) };
      await trx('audits').insert(row).onConflict('id').ignore();
    },
    async keepDiscarded({ id, ...letter }) {
      await trx('discarded_letters')
        .insert({ message_id: id, ...letter })
        .onConflict(['message_id', 'consumer'])
        .ignore();
    },
  };
}
