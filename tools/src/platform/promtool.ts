import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, runCommand } from './commands.ts';
import { installDebianPackages } from './debian-packages.ts';
import { SetupFault } from './setup-fault.ts';

/** Installs Debian's Prometheus tools where they are missing and that is possible; otherwise the tests that need them say what is missing. */
export async function ensurePromtool(): Promise<void> {
  const missing = [
    ...(findProgram('promtool') ? [] : ['prometheus']),
    ...(findProgram('amtool') ? [] : ['prometheus-alertmanager']),
  ];
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    await installDebianPackages(missing);
}

/**
 * Runs promtool or amtool with a text as its file, which the arguments name as `-`. Resolves to what it objects to; an empty text: nothing.
 * Throws `SetupFault` when the program is not there.
 */
export async function objectionsOf(program: 'promtool' | 'amtool', args: string[], text = ''): Promise<string> {
  const path = findProgram(program);
  if (!path) {
    throw new SetupFault(
      `There is no ${program}: install it (Debian: sudo apt-get install prometheus prometheus-alertmanager) or put it on PATH.`,
    );
  }
  const directory = mkdtempSync(join(tmpdir(), 'campus-promtool-'));
  const file = join(directory, 'input');
  writeFileSync(file, text);
  try {
    const given = args.map((arg) => (arg === '-' ? file : arg));
    // `promtool check metrics` reads its standard input, and no other way.
    const fed = ['sh', '-c', 'file=$1; shift; exec "$@" < "$file"', 'sh', file];
    const { succeeded, output } = await runCommand([...fed, path, ...given]);
    return succeeded ? '' : output || `${program} ${args.join(' ')} failed`;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
