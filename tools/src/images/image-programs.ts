import { findProgram } from '../platform/commands.ts';
import { installDebianPackages } from '../platform/debian-packages.ts';

const PROGRAMS = ['buildah', 'debootstrap', 'runc'];

/** Makes sure that images can be built and run here; otherwise says why they cannot. */
export async function ensureImagePrograms(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'building a base image and running one read-only needs root';
  const missing = PROGRAMS.filter((name) => !findProgram(name));
  if (missing.length === 0) return undefined;
  if (!findProgram('apt-get')) return `${missing.join(', ')} missing, and no apt-get to install it with`;
  await installDebianPackages(missing);
  return undefined;
}
