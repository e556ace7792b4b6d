import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './platform/chromium.ts';
import { ensureSecrets } from './platform/secrets.ts';
import { DEMO_STAFF } from './platform/seed.ts';
import { inSession } from './platform/session.ts';
import { readSettings, type Settings } from './platform/settings.ts';
import { SetupFault } from './platform/setup-fault.ts';

const SIZES = [
  { width: 360, height: 740 },
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
];
const THEMES = ['light', 'dark'] as const;
const USAGE = 'Say who looks and where: npm run look -- admin|kitchen|delivery|nobody /kitchen/board [...]';

/** Pictures of pages of the running platform, for people: every width, both themes, and what the console said. */
await inSession(async (onStop) => {
  const settings = readSettings(process.env);
  const [who = '', ...paths] = process.argv.slice(2);
  if (!/^(admin|kitchen|delivery|nobody)$/.test(who) || paths.length === 0) throw new SetupFault(USAGE);
  const browser = await launchChromium(process.env);
  onStop(() => browser.close());
  const directory = join(settings.localDirectory, 'pictures');
  mkdirSync(directory, { recursive: true });
  for (const colorScheme of THEMES) await lookAround({ browser, settings, who, paths, colorScheme, directory });
  return 0;
});

interface Tour {
  browser: Browser;
  settings: Settings;
  who: string;
  paths: string[];
  colorScheme: (typeof THEMES)[number];
  directory: string;
}

async function lookAround({ browser, settings, who, paths, colorScheme, directory }: Tour): Promise<void> {
  const context = await browser.newContext({
    baseURL: `http://127.0.0.1:${settings.ports.gateway}`,
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('console', (message) => console.log(`  ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`  error: ${error.stack}`));
  if (who !== 'nobody') await signIn(page, settings, who);
  for (const path of paths) {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(300);
      const name = `${path.replace(/\W+/g, '-').replace(/^-/, '') || 'start'}-${who}-${size.width}-${colorScheme}.png`;
      await page.screenshot({ path: join(directory, name), fullPage: true });
      console.log(join(directory, name));
    }
  }
  await context.close();
}

async function signIn(page: Page, settings: Settings, who: string): Promise<void> {
  const secrets = ensureSecrets(settings);
  const demo = DEMO_STAFF.find(({ role }) => role === who);
  const username = demo?.username ?? secrets.BOOTSTRAP_ADMIN_USERNAME ?? '';
  const password = (demo ? secrets.DEMO_STAFF_PASSWORD : secrets.BOOTSTRAP_ADMIN_PASSWORD) ?? '';
  await page.goto('/kitchen/sign-in');
  await page.fill('input[name=username]', username);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}
