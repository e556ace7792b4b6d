import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './commands.ts';
import { ROOT } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

const PORTAL = join(ROOT, 'services/portal');
const SOURCES = ['src/**/*.{ts,tsx,css}', 'public/**/*', '*.html', 'vite.config.ts', 'package.json'];
const STAMP = join(PORTAL, 'dist/.sources');

/** Builds the portal's pages when they are missing or older than their sources; a few seconds, otherwise nothing. */
export async function ensurePortal(): Promise<void> {
  const sources = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  console.log('building the portal');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const build = await runCommand([process.execPath, vite, 'build'], { cwd: PORTAL, timeoutMs: 300_000 });
  if (!build.succeeded) throw new SetupFault(`The portal could not be built:\n${build.output}`);
  writeFileSync(STAMP, sources);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const entries = globSync(SOURCES, { cwd: PORTAL, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of entries.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(`${file.slice(PORTAL.length)}\0`).update(readFileSync(file));
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
}
