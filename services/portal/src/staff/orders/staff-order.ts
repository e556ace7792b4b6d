import type { staffOrderView } from '@campus/contracts/orders-api';
import type { z } from 'zod';

/** An order as its own page shows it: with history and payment. */
export type StaffOrder = z.output<typeof staffOrderView>;
