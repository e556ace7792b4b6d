import type { Db } from './connect.ts';

/** The lifetime of a service's pools: they connect when first used, so that a service starts while its database is away. */
export function databasePart(...pools: Db[]) {
  return {
    name: 'database',
    start: async () => undefined,
    async stop() {
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}
