import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../src/platform/settings.ts';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const lock: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages;
const packages = Object.entries(lock).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

describe('S80: the packages', () => {
  test('are known by their content, each of them', () => {
    const unknown = packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
    expect(unknown.map(([path]) => path)).toEqual([]);
    expect(packages.length).toBeGreaterThan(300);
  });

  test('come from the registry and nowhere else', () => {
    const elsewhere = packages.filter(
      ([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test('reach an image also where npm puts them beside a workspace', () => {
    expect(read('Dockerfile')).toMatch(/^COPY --from=packages \/app\/libs \.\/libs$/m);
    expect(read('Dockerfile')).toMatch(/^COPY --from=packages \/app\/\$\{SERVICE\} \.\/\$\{SERVICE\}$/m);
  });

  test('run an install script only when somebody has decided so', () => {
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(scripted)].sort());
    const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name]);
    expect(allowed.sort()).toEqual(['bcrypt', 'node']);
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  });

  test('are named by exact versions', () => {
    const files = ['.', ...manifest.workspaces.filter((name: string) => !name.includes('*'))];
    const ranges = files.flatMap((directory) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(join(directory, 'package.json')));
      return Object.entries({ ...dependencies, ...devDependencies }).filter(
        ([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)),
      );
    });
    expect(ranges).toEqual([]);
  });
});

describe('S80: the workflow for the outside', () => {
  const workflow = parse(read('.github/workflows/ci.yml'));
  const jobs: [
    string,
    { permissions?: object; 'timeout-minutes'?: number; steps: { run?: string; uses?: string }[] },
  ][] = Object.entries(workflow.jobs);
  const commands = jobs.flatMap(([, { steps }]) => steps.map(({ run }) => run ?? ''));

  test('checks, tests, audits, lists the packages and builds every image', () => {
    for (const command of ['make check', 'make test', 'make k8s-check']) expect(commands).toContain(command);
    expect(commands.join('\n')).toMatch(/npm audit --omit=dev/);
    expect(commands.join('\n')).toMatch(/npm sbom/);
    const built = workflow.jobs.images.strategy.matrix.include.map(({ service }: { service: string }) => service);
    const services = ['auth', 'catalog', 'ordering', 'payment', 'notification', 'reporting', 'realtime', 'sandbox'];
    expect(built.sort()).toEqual(['gateway', 'tools', ...services.map((name) => `services/${name}`)].sort());
  });

  test('may read, and more only where it publishes', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(jobs.filter(([, { permissions }]) => permissions).map(([name]) => name)).toEqual(['images']);
    for (const [name, job] of jobs) expect(job['timeout-minutes'], name).toBeGreaterThan(0);
  });

  test('puts no word of a stranger into a shell', () => {
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });

  test('names every action by a version, which Renovate pins to a commit', () => {
    const actions = jobs.flatMap(([, { steps }]) => steps.flatMap(({ uses }) => uses ?? []));
    for (const action of actions) expect(action).toMatch(/^[\w./-]+@(v\d+|[0-9a-f]{40})$/);
    expect(JSON.parse(read('renovate.json')).extends).toContain('helpers:pinGitHubActionDigests');
  });
});
