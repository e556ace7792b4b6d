import type { Page } from 'playwright-core';

/** What has been on a board since it is watched, by the page's own account of every change. */
export interface TicketRecord {
  /** The numbers of the tickets that are there now, each as often as it is there. */
  now(): Promise<string[]>;
  /** How many tickets of an order were there at once, at most; an order that never was there is not named. */
  mostAtOnce(): Promise<Record<string, number>>;
}

const LABEL = 'Order ';

/** Begins to watch; survives everything but a reload. */
export async function watchTickets(page: Page): Promise<TicketRecord> {
  await page.evaluate((prefix) => {
    const most: Record<string, number> = {};
    const shown = () =>
      [...document.querySelectorAll(`article[aria-label^="${prefix}"]`)].map(
        (ticket) => ticket.getAttribute('aria-label')?.slice(prefix.length) ?? '',
      );
    const note = () => {
      const counts: Record<string, number> = {};
      for (const number of shown()) counts[number] = (counts[number] ?? 0) + 1;
      for (const [number, count] of Object.entries(counts)) most[number] = Math.max(most[number] ?? 0, count);
    };
    note();
    const everything = { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label'] };
    new MutationObserver(note).observe(document.body, everything);
    Object.assign(window, { ticketRecord: { shown, most } });
  }, LABEL);
  return {
    now: () => page.evaluate(() => Reflect.get(window, 'ticketRecord').shown()),
    mostAtOnce: () => page.evaluate(() => Reflect.get(window, 'ticketRecord').most),
  };
}
