import type { DiscardedLetter, FinishedAudit } from '@campus/contracts/operation-events';
import type { Refund } from '../domain/refund.ts';
import type { Sale } from '../domain/sale.ts';

export interface Sales {
  /** Keeps the newest version of the order; an older one changes nothing. */
  keep(sale: Sale): Promise<void>;
}

export interface Refunds {
  /** Keeps the earliest version that told of this refund. */
  keep(refund: Refund): Promise<void>;
}

/** What people did to the platform; each fact is kept once, however often it is told. */
export interface Operations {
  keepAudit(audit: FinishedAudit): Promise<void>;
  keepDiscarded(letter: DiscardedLetter): Promise<void>;
}

/** Everything one transaction may touch, and the zone that decides what a day is. */
export interface Work {
  timeZone: string;
  sales: Sales;
  refunds: Refunds;
  operations: Operations;
}
