import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFault } from '../../platform/setup-fault.ts';
import { linkPackages } from './link-packages.ts';
import type { Patch } from './planted-bug.ts';
import { unpack } from './unpack.ts';

const SOURCES = ['libs', 'services', 'gateway', 'package.json'];
const SKIPPED = ['node_modules', 'dist', 'test'].map((name) => `--exclude=${name}`);

/**
 * Makes a copy of the sources in `directory` with the patches in it; packages are links to those of the checkout, the platform's own
 * ones lead into the copy. Rejects when a text to replace is not there exactly once: the source has moved on, and so must the patch.
 */
export async function plant(root: string, directory: string, patches: readonly Patch[]): Promise<void> {
  await unpack(['tar', '-C', root, ...SKIPPED, '-cf', '-', ...SOURCES], directory);
  linkPackages(root, directory);
  for (const { file, find, replace } of patches) {
    const path = join(directory, file);
    writeFileSync(path, replaced(readFileSync(path, 'utf8'), { file, find, replace }));
  }
}

/** The text with the one place replaced. Throws when it is not exactly one. */
export function replaced(text: string, { file, find, replace }: Patch): string {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new SetupFault(`${file} has ${places} places like this, the patch needs one:\n${find}`);
  return text.replace(find, () => replace);
}
