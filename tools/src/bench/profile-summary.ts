import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The parts of a `.cpuprofile` of V8 that tell where time went. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

export interface Share {
  where: string;
  /** Of the time in which the process did something. */
  share: number;
}

const IDLE = new Set(['(idle)', '(program)', '(root)']);

/** What took the most time itself, without what it called, the dearest first: by function, or by package. */
export function summarize(profile: CpuProfile, { by, root }: { by: 'function' | 'package'; root: string }): Share[] {
  const micros = microsByNode(profile);
  const sums = new Map<string, number>();
  let busy = 0;
  for (const { id, callFrame } of profile.nodes) {
    const own = micros.get(id) ?? 0;
    if (IDLE.has(callFrame.functionName)) continue;
    busy += own;
    const file = placeOf(callFrame.url, root);
    const name = `${callFrame.functionName || 'anonymous'} ${file}:${callFrame.lineNumber + 1}`;
    const where = by === 'package' ? packageOf(file, callFrame.functionName) : name;
    sums.set(where, (sums.get(where) ?? 0) + own);
  }
  const shares = [...sums].map(([where, own]) => ({ where, share: own / busy }));
  return shares.sort((one, other) => other.share - one.share);
}

function microsByNode({ samples, timeDeltas }: CpuProfile): Map<number, number> {
  const micros = new Map<number, number>();
  for (const [index, id] of samples.entries()) micros.set(id, (micros.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  return micros;
}

function placeOf(url: string, root: string): string {
  return url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url;
}

/** `node_modules/pg-protocol`, `libs/http`, `node:net`, or what V8 does for itself. */
function packageOf(file: string, functionName: string): string {
  if (file === '') return functionName.startsWith('(') ? functionName : 'built in';
  if (file.startsWith('node:')) return file.split('/').slice(0, 2).join('/');
  const parts = file.split('/');
  const isScoped = parts[1]?.startsWith('@');
  return parts.slice(0, isScoped ? 3 : 2).join('/');
}
