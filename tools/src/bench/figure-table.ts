import { type Figure, judge, type Target } from './figure.ts';

const HEAD = ['', 'median', 'rounds', 'yardstick', 'ratio', 'target', ''];
const RIGHT = new Set([1, 3, 4, 5]);

/** Everything measured as one table, a line per figure, under the name of its part. */
export function figureTable(figures: readonly Figure[]): string {
  const parts = [...new Set(figures.map(({ part }) => part))];
  const sections = parts.map((part) => ({ part, rows: figures.filter((figure) => figure.part === part).map(rowOf) }));
  const rows = [HEAD, ...sections.flatMap((section) => section.rows)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `  ${row.map((cell, column) => padded(cell, column, widths)).join('  ')}`.trimEnd();
  return [line(HEAD), ...sections.flatMap(({ part, rows: own }) => [part, ...own.map(line)])].join('\n');
}

/** Three digits that matter: 1,234 · 56.7 · 0.012. */
export function inDigits(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function rowOf(figure: Figure): string[] {
  const { value, least, most, yardstick, ratio, isReached } = judge(figure);
  return [
    figure.name,
    `${inDigits(value)} ${figure.unit}`,
    figure.rounds.length > 1 ? `${inDigits(least)}..${inDigits(most)}` : '',
    yardstick === undefined ? '' : `${inDigits(yardstick)} ${figure.against?.name}`,
    ratio === undefined ? '' : inDigits(ratio),
    targetText(figure.target),
    isReached === undefined ? '' : isReached ? 'ok' : 'NOT REACHED',
  ];
}

function targetText(target: Target | undefined): string {
  if (!target) return '';
  return 'atLeast' in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`;
}

function padded(cell: string, column: number, widths: number[]): string {
  const width = widths[column] ?? 0;
  return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width);
}
