import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { pathFor, signInAs, type Viewer, viewerOf } from './look/viewer.ts';
import { launchChromium } from './platform/chromium.ts';
import { inSession } from './platform/session.ts';
import { ROOT, readSettings } from './platform/settings.ts';
import { SetupFault } from './platform/setup-fault.ts';

const SIZES = [
  { width: 360, height: 740 },
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
];
const THEMES = ['light', 'dark'] as const;
const SMALL_BYTES = 120_000;
const QUALITIES = [85, 70, 55, 40];
const USAGE = `Say who looks and where: npm run look -- admin|kitchen|delivery|student|nobody /kitchen/board [...]
--width 1024 and --theme light take one picture instead of six; --keep NAME puts it into docs/screenshots, small.
In paths LATEST is the student's newest order.`;

/** Pictures of pages of the running platform, for people: every width, both themes, and what the console said. */
await inSession(async (onStop) => {
  const settings = readSettings(process.env);
  const { values, positionals } = parseArgs({
    options: { width: { type: 'string' }, theme: { type: 'string' }, keep: { type: 'string' } },
    allowPositionals: true,
  });
  const [who = '', ...paths] = positionals;
  const themes = THEMES.filter((theme) => !values.theme || theme === values.theme);
  const sizes = SIZES.filter(({ width }) => !values.width || String(width) === values.width);
  const asks = paths.length * themes.length * sizes.length;
  const viewer = viewerOf(who, settings);
  if (!viewer || asks === 0 || (values.keep && asks > 1)) throw new SetupFault(USAGE);
  const browser = await launchChromium(process.env);
  onStop(() => browser.close());
  for (const theme of themes) await lookAround(browser, { viewer, paths, theme, sizes, keep: values.keep });
  return 0;
});

interface Tour {
  viewer: Viewer;
  paths: string[];
  theme: (typeof THEMES)[number];
  sizes: typeof SIZES;
  keep: string | undefined;
}

async function lookAround(browser: Browser, { viewer, paths, theme, sizes, keep }: Tour): Promise<void> {
  const { origin, directory } = viewer;
  const options = { baseURL: origin, colorScheme: theme, reducedMotion: 'reduce' } as const;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => console.log(`  ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`  error: ${error.stack}`));
  await signInAs(viewer, page);
  mkdirSync(directory, { recursive: true });
  for (const path of paths) {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.goto(await pathFor(viewer, page, path));
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(300);
      if (keep) await keepSmall(page, join(ROOT, 'docs/screenshots', `${keep}.webp`));
      else await picture(page, join(directory, nameOf({ path, who: viewer.who, width: size.width, theme })));
    }
  }
  await context.close();
}

function nameOf({ path, who, width, theme }: { path: string; who: string; width: number; theme: string }): string {
  return `${path.replace(/\W+/g, '-').replace(/^-/, '') || 'start'}-${who}-${width}-${theme}.png`;
}

async function picture(page: Page, path: string): Promise<void> {
  await page.screenshot({ path, fullPage: true });
  console.log(path);
}

/** What the window shows, as WebP of at most 120 kB: it goes into the repository. */
async function keepSmall(page: Page, path: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const quality of QUALITIES) {
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality });
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length > SMALL_BYTES) continue;
    writeFileSync(path, bytes);
    return console.log(`${path}: ${Math.round(bytes.length / 1_000)} kB`);
  }
  throw new SetupFault(`${path} would be larger than ${SMALL_BYTES / 1_000} kB.`);
}
