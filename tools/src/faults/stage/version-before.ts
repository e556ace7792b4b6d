import { join } from 'node:path';
import { runCommand } from '../../platform/commands.ts';
import { ROOT } from '../../platform/settings.ts';
import { linkPackages } from '../planted/link-packages.ts';
import { unpack } from '../planted/unpack.ts';

/** The version that ran before this one, or why there is none here. */
export type VersionBefore = { revision: string; sources(): Promise<string> } | { missing: string };

const COMMITS_AGO = 20;

/** The given revision, the last tag, or what stood here twenty commits ago. Its sources are unpacked into the directory when they are wanted. */
export async function findVersionBefore(directory: string, given: string | undefined): Promise<VersionBefore> {
  const revision = given ? await commitOf(given) : ((await commitOf(await lastTag())) ?? (await ancestor()));
  if (!revision) return { missing: given ? `git knows no revision ${given}` : 'git knows no version before this one' };
  if (revision === (await commitOf('HEAD'))) return { missing: `${given ?? 'the last tag'} is this version` };
  return { revision, sources: () => unpackRevision(revision, join(directory, 'version-before')) };
}

async function unpackRevision(revision: string, directory: string): Promise<string> {
  await unpack(['git', '-C', ROOT, 'archive', revision, 'libs', 'services', 'gateway', 'package.json'], directory);
  linkPackages(ROOT, directory);
  return directory;
}

const lastTag = () => git('describe', '--tags', '--abbrev=0');
const commitOf = (name: string | undefined) =>
  name ? git('rev-parse', '--verify', '--quiet', `${name}^{commit}`) : undefined;

/** Where the history is shorter than that, its first commit. */
async function ancestor(): Promise<string | undefined> {
  const commits = await git('rev-list', '--first-parent', `--max-count=${COMMITS_AGO + 1}`, 'HEAD');
  return commits?.split('\n').at(-1);
}

async function git(...command: string[]): Promise<string | undefined> {
  const answer = await runCommand(['git', '-C', ROOT, ...command]);
  return answer.succeeded ? answer.stdout.trim() || undefined : undefined;
}
