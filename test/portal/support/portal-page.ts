import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../../../tools/src/platform/settings.ts';
import { seriousFaults } from './accessibility.ts';

/** What a page has done wrong since it was opened. */
export interface PageFaults {
  /** Errors and warnings on the console, and errors that nobody caught. */
  console: string[];
  /** What the Content-Security-Policy has stopped. */
  policy: string[];
  /** Requests that failed or were answered with 500 or more. */
  requests: string[];
}

export interface PortalPage {
  page: Page;
  faults: PageFaults;
  /** Answers of 400 to 499, which a story may mean; the browser writes each to the console too. */
  refusals: string[];
  /** No console error, no violation, no failed request; no serious accessibility fault in what is shown now. */
  expectClean(): Promise<void>;
  /** The same at the width of a phone, a tablet and a desktop, nothing wider than the window; leaves pictures for people. */
  expectGoodAtEverySize(name: string): Promise<void>;
  /** A picture for people, when PICTURES is set: `.local/pictures/<name>-<width>.png`. */
  picture(name: string): Promise<void>;
}

export const SIZES = {
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  tablet: { viewport: { width: 1024, height: 768 }, hasTouch: true },
  desktop: { viewport: { width: 1920, height: 1080 } },
} satisfies Record<string, BrowserContextOptions>;
export type Size = keyof typeof SIZES;

// The browser's own line for a refused request; the refusal itself is in `refusals`.
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;
const PICTURES = join(ROOT, '.local/pictures');

/** Watches a page from its first request on. */
export async function watchPage(page: Page): Promise<PortalPage> {
  const faults: PageFaults = { console: [], policy: [], requests: [] };
  const refusals: string[] = [];
  await page.exposeFunction('reportPolicyViolation', (violation: string) => faults.policy.push(violation));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      const report = Reflect.get(window, 'reportPolicyViolation');
      report(`${effectiveDirective} stopped ${blockedURI} (${sourceFile})`);
    });
  });
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || REFUSED.test(message.text())) return;
    faults.console.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.console.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    // Leaving a page ends what it was still asking for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      faults.requests.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => note(response, faults, refusals));

  async function expectClean(): Promise<void> {
    expect(faults).toEqual({ console: [], policy: [], requests: [] });
    expect(await seriousFaults(page)).toEqual([]);
  }
  async function picture(name: string): Promise<void> {
    if (!process.env.PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    const width = page.viewportSize()?.width;
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
  }
  return {
    page,
    faults,
    refusals,
    expectClean,
    picture,
    async expectGoodAtEverySize(name) {
      for (const { viewport } of Object.values(SIZES)) {
        await page.setViewportSize(viewport);
        expect(await sidewaysOverflow(page), `wider than ${viewport.width} px`).toBe(0);
        await expectClean();
        await picture(name);
      }
    },
  };
}

/** Pixels by which the page is wider than its window. */
function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

function note(response: Response, faults: PageFaults, refusals: string[]): void {
  const line = `${response.request().method()} ${new URL(response.url()).pathname}: ${response.status()}`;
  if (response.status() >= 500) faults.requests.push(line);
  else if (response.status() >= 400) refusals.push(line);
}
