import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesObject } from './kubernetes-object.ts';
import { publishedType } from './published-types.ts';

const K8S = join(import.meta.dirname, '../..');
const TSC = join(K8S, '../node_modules/typescript/bin/tsc');
const OPTIONS = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: { types: [], noUnusedLocals: false, skipLibCheck: true },
  include: ['objects.ts'],
};

/**
 * The compiler's complaints about these objects, written down as literals of their published types: unknown fields, wrong types,
 * missing fields. Empty when they are as they should be.
 */
export async function compileObjects(objects: KubernetesObject[]): Promise<string> {
  // Below k8s, so that its packages are found.
  const directory = join(K8S, '.check', String(process.pid));
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(OPTIONS));
    writeFileSync(join(directory, 'objects.ts'), sourceOf(objects));
    const run = promisify(execFile)(process.execPath, [TSC, '-p', directory, '--pretty', 'false']);
    return await run.then(
      () => '',
      (error: { stdout?: string; message: string }) => error.stdout || error.message,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function sourceOf(objects: KubernetesObject[]): string {
  const lines = objects.map((object, index) => {
    const { from, type } = publishedType(object.apiVersion, object.kind);
    const place = from.startsWith('./') ? `../../test/support/${from.slice(2)}` : from;
    const literal = JSON.stringify(object, null, 1);
    return `export const o${index}: import('${place}').${type} = ${literal};`;
  });
  return lines.join('\n');
}
