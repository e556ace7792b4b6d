import { generationInbox } from '@campus/messaging/inbox';
import pg from 'pg';
import { SetupFault } from '../platform/setup-fault.ts';

/** The read model of the reporting service, for the one program that may build another beside it. */
export interface ReadModel {
  /** Begins a generation: from here on every event is written into it too. What an interrupted rebuild left is given up. */
  begin(): Promise<number>;
  /** Those of the events that the generation has not heard. */
  unheard(generation: number, eventIds: string[]): Promise<string[]>;
  /** Runs queries on one frozen picture. */
  inSnapshot<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** Shows the generation from the next report on. */
  goLive(generation: number): Promise<void>;
  giveUp(generation: number): Promise<void>;
  /** Deletes what belongs to no generation any more. */
  clean(): Promise<void>;
  close(): Promise<void>;
}

export type Query = <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** One rebuild at a time; the lock dies with its connection. */
const REBUILD_LOCK = 727_020;
// In the transaction that shows the generation: as long as the one before is shown, it must still hear what it has not heard.
const HEARD_BY_LIVE = `insert into inbox (consumer, message_id, type)
  select 'reporting', message_id, type from inbox where consumer = $1 on conflict do nothing`;
const DEAD = 'not in (select id from generations)';

/** Opens reporting's database. Throws `SetupFault` while another rebuild runs. */
export async function openReadModel(url: string): Promise<ReadModel> {
  const client = await connect(url);
  const query: Query = async (sql, values = []) => (await client.query(sql, values)).rows;
  const inTransaction = async <Result>(begin: string, work: () => Promise<Result>): Promise<Result> => {
    await client.query(begin);
    try {
      const result = await work();
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  };
  const giveUp = async (generation: number) => {
    await query("delete from generations where id = $1 and state = 'building'", [generation]);
  };
  return {
    begin: () =>
      inTransaction('begin', async () => {
        await query("delete from generations where state = 'building'");
        const [row] = await query<{ id: number }>("insert into generations (state) values ('building') returning id");
        return row?.id ?? 0;
      }),
    async unheard(generation, eventIds) {
      const rows = await query<{ id: string }>(
        `select sent.id from unnest($1::uuid[]) as sent (id)
         where not exists (select from inbox where message_id = sent.id and consumer = $2)`,
        [eventIds, generationInbox('reporting', generation)],
      );
      return rows.map(({ id }) => id);
    },
    inSnapshot: (work) => inTransaction('begin isolation level repeatable read read only', () => work(query)),
    goLive: (generation) =>
      inTransaction('begin', async () => {
        await query("delete from generations where state = 'live'");
        const live = await query("update generations set state = 'live' where id = $1 returning id", [generation]);
        if (live.length === 0) throw new Error(`Generation ${generation} is not there any more.`);
        await query(HEARD_BY_LIVE, [generationInbox('reporting', generation)]);
      }),
    giveUp,
    async clean() {
      await query(`delete from sales_lines where generation ${DEAD}`);
      await query(`delete from sales_orders where generation ${DEAD}`);
      await query(`delete from refunds where generation ${DEAD}`);
      await query('delete from inbox where consumer like $1', [`${generationInbox('reporting', 0).slice(0, -1)}%`]);
    },
    close: () => client.end(),
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'reports-rebuild',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    options: '-c timezone=UTC',
  });
  // A lost connection shows itself in the next query.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query('select pg_try_advisory_lock($1) as free', [REBUILD_LOCK]);
  if (rows[0].free) return client;
  await client.end();
  throw new SetupFault('Another rebuild is running.');
}
