import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Base UI's markers around an open popup: hidden from the ear, focused only to hand the focus on.
const FOCUS_GUARD = '[data-base-ui-focus-guard]';

/** What axe calls serious or critical in the page as it is now, with the places. Injected by the debugger, so the page's policy stays as it is. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ exclude: [['${FOCUS_GUARD}']] }, { resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} ${target}\n${failureSummary}`),
    );
}
