import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../platform/settings.ts';
import type { Bench } from './bench.ts';
import { expectSame } from './expect.ts';
import { runToEnd } from './run-to-end.ts';

// Runs inside the image, which has no other program than Node.
const LOOK = `
  const fs = require('node:fs');
  const { spawnSync } = require('node:child_process');
  const write = (file) => { try { fs.writeFileSync(file, 'x'); return 'written'; } catch (error) { return error.code; } };
  const status = fs.readFileSync('/proc/self/status', 'utf8');
  const field = (name) => new RegExp('^' + name + ':\\\\s*(\\\\S+)', 'm').exec(status)[1];
  const names = fs.readdirSync('/app/node_modules').flatMap((name) =>
    name.startsWith('@') ? fs.readdirSync('/app/node_modules/' + name).map((one) => name + '/' + one) : [name]);
  console.log(JSON.stringify({
    uid: process.getuid(), gid: process.getgid(), capabilities: field('CapEff'), bounding: field('CapBnd'),
    privileges: field('NoNewPrivs'), node: process.versions.node.split('.')[0], env: process.env.NODE_ENV,
    inApp: write('/app/x'), inRoot: write('/x'), inTmp: write('/tmp/x'),
    shell: spawnSync('/bin/sh', ['-c', 'true']).error?.code,
    npm: fs.existsSync('/usr/local/lib/node_modules/npm'), names,
  }));`;

/** What no image may lack: an unprivileged user, nothing writable, no shell, no npm, no package of development. */
export async function checkHardening(bench: Bench, image: string): Promise<void> {
  console.log(image);
  const { names, ...found } = JSON.parse(await runToEnd(bench, image, { command: ['-e', LOOK] }));
  expectSame('runs as nobody with nothing to write to, no shell and no npm', found, {
    uid: 10001,
    gid: 10001,
    capabilities: '0000000000000000',
    bounding: '0000000000000000',
    privileges: '1',
    node: '24',
    env: 'production',
    inApp: 'EROFS',
    inRoot: 'EROFS',
    inTmp: 'written',
    shell: 'ENOENT',
    npm: false,
  });
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const tools = ['node', 'typescript', 'vitest', 'vite', 'knip', '@biomejs/biome', 'playwright-core', 'react'];
  const unwanted = tools.filter((name) => names.includes(name));
  expectSame(`has none of ${tools.length} tools of development`, unwanted, []);
  expectSame('which are still ours', tools.filter((name) => !(name in devDependencies)).sort(), ['react', 'vite']);
}
