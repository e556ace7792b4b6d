import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Patch } from './planted-bug.ts';

const SOURCES = ['libs', 'services', 'gateway', 'package.json'];
const SKIPPED = /(^|\/)(node_modules|dist|test)$/;

/**
 * Makes a copy of the sources in `directory` with the patches in it; packages are links to those of the checkout, the platform's own
 * ones lead into the copy. Throws when a text to replace is not there exactly once: the source has moved on, and so must the patch.
 */
export function plant(root: string, directory: string, patches: readonly Patch[]): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const source of SOURCES) {
    const options = { recursive: true, filter: (path: string) => !SKIPPED.test(relative(root, path)) };
    cpSync(join(root, source), join(directory, source), options);
  }
  linkPackages(root, directory);
  for (const { file, find, replace } of patches) {
    const path = join(directory, file);
    writeFileSync(path, replaced(readFileSync(path, 'utf8'), { file, find, replace }));
  }
}

/** The text with the one place replaced. Throws when it is not exactly one. */
export function replaced(text: string, { file, find, replace }: Patch): string {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new SetupFault(`${file} has ${places} places like this, the planted bug needs one:\n${find}`);
  return text.replace(find, () => replace);
}

function linkPackages(root: string, directory: string): void {
  link(join(root, 'node_modules'), join(directory, 'node_modules'), '@campus');
  const ours = join(directory, 'node_modules/@campus');
  mkdirSync(ours);
  for (const name of readdirSync(join(root, 'node_modules/@campus'))) {
    const source = relative(root, realpathSync(join(root, 'node_modules/@campus', name)));
    symlinkSync(join(directory, source), join(ours, name));
  }
  // A workspace may have packages in versions of its own.
  for (const place of ['libs', 'services']) {
    for (const name of readdirSync(join(root, place))) linkOwn(join(root, place, name), join(directory, place, name));
  }
}

function linkOwn(source: string, copy: string): void {
  if (readdirSync(source).includes('node_modules')) link(join(source, 'node_modules'), join(copy, 'node_modules'));
}

function link(source: string, copy: string, except = ''): void {
  mkdirSync(copy);
  for (const name of readdirSync(source)) if (name !== except) symlinkSync(join(source, name), join(copy, name));
}
