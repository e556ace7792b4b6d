import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Gives sources in `directory` the packages of the checkout `root` by links; the platform's own ones lead into the directory. */
export function linkPackages(root: string, directory: string): void {
  link(join(root, 'node_modules'), join(directory, 'node_modules'), '@campus');
  const ours = join(directory, 'node_modules/@campus');
  mkdirSync(ours);
  for (const name of readdirSync(join(root, 'node_modules/@campus'))) {
    const source = relative(root, realpathSync(join(root, 'node_modules/@campus', name)));
    if (existsSync(join(directory, source))) symlinkSync(join(directory, source), join(ours, name));
  }
  // A workspace may have packages in versions of its own.
  for (const place of ['libs', 'services']) {
    for (const name of readdirSync(join(directory, place)))
      linkOwn(join(root, place, name), join(directory, place, name));
  }
}

function linkOwn(source: string, copy: string): void {
  const own = join(source, 'node_modules');
  if (existsSync(own)) link(own, join(copy, 'node_modules'));
}

function link(source: string, copy: string, except = ''): void {
  mkdirSync(copy);
  for (const name of readdirSync(source)) if (name !== except) symlinkSync(join(source, name), join(copy, name));
}
