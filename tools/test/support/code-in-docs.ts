import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/platform/settings.ts';

/** A piece of code as a document shows it: within backticks, or a line of a fenced block. */
export interface Snippet {
  file: string;
  code: string;
  /** What follows on its line. */
  after: string;
}

const DOCUMENTS = [
  '*.md',
  'docs/{*,runbooks/*}.md',
  'k8s/README.md',
  'observability/README.md',
  '{services,libs}/*/README.md',
  'gateway/README.md',
];

export const documents = () => DOCUMENTS.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).toSorted();

export function snippetsOf(file: string): Snippet[] {
  const [...parts] = readFileSync(join(ROOT, file), 'utf8').split(/^```.*\n/m);
  return parts.flatMap((part, at) => (at % 2 ? linesIn(part) : spansIn(part)).map((found) => ({ file, ...found })));
}

function spansIn(text: string) {
  return [...text.matchAll(/(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(.*)/g)].flatMap(([, code = '', rest = '']) => [
    { code, after: rest },
    ...spansOfRest(rest),
  ]);
}

// `matchAll` above takes a line's first span with all that follows it.
function spansOfRest(rest: string): { code: string; after: string }[] {
  const [, code, after = ''] = /`([^`\n]+)`(.*)/.exec(rest) ?? [];
  return code === undefined ? [] : [{ code, after }, ...spansOfRest(after)];
}

function linesIn(block: string) {
  const joined = block.replaceAll(/\\\n\s*/g, '');
  return joined.split('\n').flatMap((line) => (line.trim() ? [{ code: line.trim(), after: '' }] : []));
}
