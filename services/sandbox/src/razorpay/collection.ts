import { badRequest } from './razorpay-error.ts';

export interface ListOptions {
  query: Record<string, unknown>;
  listOrder: 'asc' | 'desc';
}

/** Razorpay's page: `from` and `to` are Unix seconds, `count` at most 100 and 10 by default. */
export function collectionOf<Item extends { created_at: number }>(items: Iterable<Item>, options: ListOptions) {
  const from = numberOf(options.query, 'from', 0);
  const to = numberOf(options.query, 'to', Number.MAX_SAFE_INTEGER);
  const count = numberOf(options.query, 'count', 10);
  const skip = numberOf(options.query, 'skip', 0);
  if (count > 100) throw badRequest('The count may not be greater than 100.', { field: 'count' });
  if (count < 1) throw badRequest('The count must be at least 1.', { field: 'count' });
  const inRange = [...items].filter((item) => item.created_at >= from && item.created_at <= to);
  if (options.listOrder === 'desc') inRange.reverse();
  return wholeCollection(inRange.slice(skip, skip + count));
}

export function wholeCollection<Item>(items: Item[]) {
  return { entity: 'collection', count: items.length, items };
}

function numberOf(query: Record<string, unknown>, name: string, standard: number): number {
  const text = query[name];
  if (text === undefined || text === '') return standard;
  if (typeof text !== 'string' || !/^\d+$/.test(text))
    throw badRequest(`The ${name} must be an integer.`, { field: name });
  return Number(text);
}
