import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureSecrets } from '../platform/secrets.ts';
import { DEMO_STAFF } from '../platform/seed.ts';
import type { Settings } from '../platform/settings.ts';
import { haveLunch } from './have-lunch.ts';

/** Who looks, and where. */
export interface Viewer {
  who: string;
  origin: string;
  sandbox: string;
  credentials: { username: string; password: string };
  /** Where the pictures go. */
  directory: string;
}

const NOBODY = 'nobody';
const STUDENT = 'student';

/** Undefined for a word that names nobody. */
export function viewerOf(who: string, settings: Settings): Viewer | undefined {
  const secrets = ensureSecrets(settings);
  const demo = DEMO_STAFF.find(({ role }) => role === who);
  if (!demo && !['admin', STUDENT, NOBODY].includes(who)) return undefined;
  return {
    who,
    origin: `http://127.0.0.1:${settings.ports.gateway}`,
    sandbox: `http://127.0.0.1:${settings.ports.sandbox}`,
    credentials: {
      username: demo?.username ?? secrets.BOOTSTRAP_ADMIN_USERNAME ?? '',
      password: (demo ? secrets.DEMO_STAFF_PASSWORD : secrets.BOOTSTRAP_ADMIN_PASSWORD) ?? '',
    },
    directory: join(settings.localDirectory, 'pictures'),
  };
}

/** Signs in as people do. A student is a new one, who then has an order under way and something in the cart. */
export async function signInAs({ who, sandbox, credentials }: Viewer, page: Page): Promise<void> {
  if (who === NOBODY) return;
  if (who === STUDENT) return haveLunch(page, sandbox);
  await page.goto('/kitchen/sign-in');
  await page.fill('input[name=username]', credentials.username);
  await page.fill('input[name=password]', credentials.password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** The path with the student's newest order in the place of LATEST. */
export async function pathFor({ who }: Viewer, page: Page, path: string): Promise<string> {
  if (who !== STUDENT || !path.includes('LATEST')) return path;
  await page.goto('/orders');
  const link = page.locator('article a[href^="/orders/"]').first();
  await link.waitFor();
  return path.replace('LATEST', (await link.getAttribute('href'))?.split('/').at(-1) ?? '');
}
