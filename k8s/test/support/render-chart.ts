import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from './kubernetes-object.ts';
import { parseManifests } from './parse-manifests.ts';
import { hasProgram } from './programs.ts';

const K8S = join(import.meta.dirname, '../..');
const CHART = join(K8S, 'charts/campus-food');
const DEBIAN_GO = '/usr/share/gocode';

const withHelm = hasProgram('helm');
const withGo = hasProgram('go') && existsSync(join(DEBIAN_GO, 'src/github.com/Masterminds/sprig'));

/** Whether charts can be rendered here: by helm, or by our small renderer on Debian's Go packages. */
export const rendersCharts = withHelm || withGo;

/** What the chart says with its own values, in this namespace. */
export function renderChart(namespace: string): KubernetesObject[] {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  if (withHelm)
    return parseManifests(execFileSync('helm', ['template', 'campus-food', CHART, '--namespace', namespace], options));
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: DEBIAN_GO, GOFLAGS: '' };
  const program = join(K8S, 'helmlite/main.go');
  return parseManifests(execFileSync('go', ['run', program, CHART, namespace], { ...options, env }));
}
