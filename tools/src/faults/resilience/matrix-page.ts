import { DEPENDENCIES, DEPENDENCY_NAMES } from './dependencies.ts';
import { FEATURE_NAMES, FEATURES } from './features.ts';
import { CELLS, type Expectation, expectationOf } from './resiliency-matrix.ts';

/** The matrix as docs/resilience.md shows it. */
export function matrixPage(): string {
  const head = ['', ...FEATURE_NAMES.map((name) => name)];
  const rows = DEPENDENCY_NAMES.map((dependency) => [
    `**${dependency}**`,
    ...FEATURE_NAMES.map((feature) => sign(expectationOf(feature, dependency))),
  ]);
  return [
    ...table(head, rows),
    '',
    ...table(
      ['Without', 'Feature', 'What its user meets'],
      CELLS.filter(({ expected }) => expected.kind === 'degraded').map(({ dependency, feature, expected }) => [
        dependency,
        feature,
        expected.kind === 'degraded' ? expected.how : '',
      ]),
    ),
    '',
    ...table(
      ['Feature', 'What is done'],
      FEATURE_NAMES.map((name) => [name, FEATURES[name].what]),
    ),
    '',
    ...table(
      ['Without', 'How it is taken away'],
      DEPENDENCY_NAMES.map((name) => [name, DEPENDENCIES[name].how]),
    ),
  ].join('\n');
}

function sign(expected: Expectation): string {
  if (expected.kind === 'works') return 'works';
  return expected.kind === 'degraded' ? '*degraded*' : `**${expected.status}**`;
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
