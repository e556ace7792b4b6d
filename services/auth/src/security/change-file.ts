import {
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationFault } from '@campus/config/read-config';

const REASONS: Record<string, string> = {
  ENOENT: 'There is no such file.',
  EEXIST: 'Somebody else is changing it; if nobody is, remove the file beside it whose name ends in .new.',
  EROFS: 'It lies on a read-only mount: use --print.',
  EACCES: 'Its directory may not be written to: use --print.',
  EPERM: 'It belongs to somebody else: do this as its owner.',
};

/**
 * Changes a secret file in one step: readers find the old text or the new one, never a part, whatever dies in between. Mode 600, owner
 * as before. `change` makes the new text, or undefined to leave the old one; it runs alone, because the draft beside the file is the
 * lock. Throws a `ConfigurationFault` when the file cannot be changed here.
 */
export function changeFile(path: string, change: () => string | undefined): void {
  try {
    const target = realpathSync(path);
    const draft = `${target}.new`;
    const file = openSync(draft, 'wx', 0o600);
    try {
      const text = change();
      if (text === undefined) rmSync(draft);
      else replace(target, { draft, file, text });
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
    throw reason ? new ConfigurationFault(`${path} cannot be changed. ${reason}`) : error;
  }
}

function replace(target: string, { draft, file, text }: { draft: string; file: number; text: string }): void {
  writeFileSync(file, text);
  fsyncSync(file);
  const [owner, own] = [statSync(target), statSync(draft)];
  if (owner.uid !== own.uid || owner.gid !== own.gid) chownSync(draft, owner.uid, owner.gid);
  renameSync(draft, target);
  syncDirectory(dirname(target));
}

// The new name is as durable as the text only when the directory is on disk too.
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
