import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import type { Sweeps, SweepTurn } from '../use-cases/work.ts';

// The night begins at 21:30 UTC, 03:00 in India. Razorpay may authorise up to three days after an attempt began, so four days are
// compared; the last quarter of an hour is left to the webhooks.
const BEGIN = `insert into sweeps (night, from_at, to_at)
  values ((now() at time zone 'UTC' - interval '21 hours 30 minutes')::date, now() - interval '4 days', now() - interval '15 minutes')
  on conflict do nothing`;

// A page is one replica's for a minute; repeating one that was not finished finds nothing new.
const TAKE = `update sweeps set next_try_at = now() + interval '1 minute'
  where night = (select night from sweeps where next_try_at <= now() order by night limit 1 for update skip locked)
  returning to_char(night, 'YYYY-MM-DD') as night, from_at, to_at, position, now() as taken_at`;

interface SweepRow {
  night: string;
  from_at: Date;
  to_at: Date;
  position: number;
  taken_at: Date;
}

/** The page whose turn it is, if any; one at a time keeps a night's work from crowding out the day's. */
export async function takeSweep(db: Db): Promise<SweepTurn[]> {
  await db.raw(BEGIN);
  const { rows } = await db.raw<{ rows: SweepRow[] }>(TAKE);
  return rows.map(({ night, from_at: from, to_at: to, position, taken_at: takenAt }) => {
    return { night, from, to, position, takenAt };
  });
}

export function sweepsTable(trx: Transaction): Sweeps {
  return {
    async turnPage({ night }, { position, isLastPage }) {
      const next = isLastPage
        ? { position, next_try_at: null, finished_at: trx.fn.now() }
        : { position, next_try_at: trx.fn.now() };
      // Whoever was overtaken must not turn the page back.
      await trx('sweeps').where({ night }).where('position', '<=', position).whereNull('finished_at').update(next);
    },
  };
}
