import type { ReceivedEvent } from '@campus/contracts/event';
import type { userChanged } from '@campus/contracts/people-events';
import { eraseCustomer } from '../use-cases/erase-customer.ts';
import type { Work } from '../use-cases/work.ts';

export async function onUserChanged(work: Work, { data }: ReceivedEvent<typeof userChanged>): Promise<void> {
  const { id, name, is_erased, version } = data.user;
  await work.customers.keep({ id, name, isErased: is_erased, version });
  if (is_erased) await eraseCustomer(work, id);
}
