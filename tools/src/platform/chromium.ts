import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { installDebianPackages } from './debian-packages.ts';
import { SetupFault } from './setup-fault.ts';

// Where Debian puts them. The shell has no window to draw, which is half the work: the pages' tests take half the time.
const DEBIANS_PATHS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

// A browser of nobody: no sandbox as root, and nothing that calls home.
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where the browser of the tests is: `CHROMIUM_PATH`, or where Debian puts it; undefined when it is in neither place. */
export function chromiumPath(environment: NodeJS.ProcessEnv): string | undefined {
  const places = environment.CHROMIUM_PATH ? [environment.CHROMIUM_PATH] : DEBIANS_PATHS;
  return places.find((place) => existsSync(place));
}

/** Installs Debian's chromium where it is missing and that is possible; otherwise the tests that need it say what is missing. */
export async function ensureChromium(environment: NodeJS.ProcessEnv): Promise<void> {
  if (chromiumPath(environment) || environment.CHROMIUM_PATH) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    await installDebianPackages(['chromium-headless-shell']);
}

/** Starts the browser. Throws `SetupFault` when there is none. */
export function launchChromium(environment: NodeJS.ProcessEnv): Promise<Browser> {
  const executablePath = chromiumPath(environment);
  if (!executablePath) {
    throw new SetupFault(
      `There is no browser at ${environment.CHROMIUM_PATH ?? DEBIANS_PATHS.join(' or ')}. Install Chromium (Debian: sudo apt-get install chromium) or set CHROMIUM_PATH.`,
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
