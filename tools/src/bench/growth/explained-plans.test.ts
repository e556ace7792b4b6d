import { expect, test } from 'vitest';
import { findingsIn } from './explained-plans.ts';

const LOG = `2026-01-05 10:00:00 UTC [7] LOG:  duration: 0.1 ms  plan:
	Query Text: select * from orders o where status = $1 order by id desc limit 21
	Limit  (actual time=0.1..0.1 rows=21 loops=1)
	  ->  Index Scan Backward using orders_pkey on orders o  (actual rows=21 loops=1)
	        Filter: (status = 'cancelled'::text)
	        Rows Removed by Filter: 504
2026-01-05 10:00:01 UTC [7] LOG:  duration: 9 ms  plan:
	Query Text: select * from payments where amount > 7
	Seq Scan on payments  (actual rows=3 loops=1)
	  Rows Removed by Filter: 12
	Seq Scan on system_config  (actual rows=14 loops=1)`;

test('a big table that is read from end to end is named, a small one is not', () => {
  expect(findingsIn(LOG).scanned).toEqual(['payments']);
});

test('the most rows that were read in vain count', () => {
  expect(findingsIn(LOG).discardedRows).toBe(504);
  expect(findingsIn('')).toEqual({ scanned: [], discardedRows: 0 });
});
