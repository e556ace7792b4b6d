import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './platform/commands.ts';
import { installDebianPackages } from './platform/debian-packages.ts';
import { ROOT } from './platform/settings.ts';

// The chart is rendered by helm where it is; else Debian has Go and sprig for our small renderer.
const SPRIG = '/usr/share/gocode/src/github.com/Masterminds/sprig';
const RENDERER = ['golang-go', 'golang-github-masterminds-sprig-dev', 'golang-gopkg-yaml.v3-dev'];

if (!findProgram('helm') && !(findProgram('go') && existsSync(SPRIG))) {
  if (process.getuid?.() === 0 && findProgram('apt-get')) await installDebianPackages(RENDERER);
  else
    console.log("k8s-check: neither helm nor Debian's Go with sprig here: the chart is not compared with the overlay");
}
if (!findProgram('kubectl') && !findProgram('kustomize'))
  console.log(
    'k8s-check: neither kubectl nor kustomize here: nothing of k8s/ can be rendered, so its tests are skipped',
  );

const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
const config = join(ROOT, 'k8s/vitest.config.ts');
const run = spawnSync(process.execPath, [vitest, 'run', '--config', config, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: ROOT,
});
process.exit(run.status ?? 1);
