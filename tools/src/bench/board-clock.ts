import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

export interface Passage {
  id: string;
  /** To the ticket's element in the page. */
  fromSendingMs: number;
  /** Negative when the ticket was there before the answer. */
  fromAnswerMs: number;
}

export interface BoardClock {
  /** Places an order as this student, from the page itself; resolves when its ticket is there. */
  order(wish: { token: string; dish: string }): Promise<Passage>;
}

/** From here on the page notes when the ticket of an order becomes part of it. */
export async function startBoardClock(page: Page): Promise<BoardClock> {
  await page.locator('[data-connection=live]').waitFor({ state: 'attached' });
  await page.evaluate(`(() => {${await readFile(new URL('./board-clock.js', import.meta.url), 'utf8')}})()`);
  return { order: (wish) => page.evaluate<Passage>(`boardClock.order(${JSON.stringify(wish)})`) };
}
