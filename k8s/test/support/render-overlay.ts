import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { KubernetesObject } from './kubernetes-object.ts';
import { parseManifests } from './parse-manifests.ts';
import { hasProgram } from './programs.ts';

const K8S = join(import.meta.dirname, '../..');

/** The program that renders kustomizations, or undefined where there is none. */
export const kustomize = hasProgram('kubectl')
  ? ['kubectl', 'kustomize']
  : hasProgram('kustomize')
    ? ['kustomize', 'build']
    : undefined;

/** What an overlay (or base) says, as a cluster would get it. */
export function renderOverlay(path: string): KubernetesObject[] {
  const [program = '', ...args] = kustomize ?? [];
  return parseManifests(execFileSync(program, [...args, join(K8S, path)], { encoding: 'utf8', maxBuffer: 2 ** 26 }));
}
