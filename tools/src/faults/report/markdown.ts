import type { Availability } from '../checks/availability.ts';
import { isHeld, type Verdict } from '../checks/verdict.ts';
import type { Judgement } from '../judge.ts';
import { FAULT_MATRIX } from '../matrix/fault-matrix.ts';
import type { Chronicle, Played } from '../schedule/run-episodes.ts';

export interface Run {
  seed: number;
  minutes: number;
  plant: string | undefined;
  /** The revision that ran beside this version, where there was one. */
  before: string | undefined;
  startedAt: Date;
  chronicle: Chronicle;
  judgement: Judgement;
}

/** The report of a run: what was injected, what was held, how long recovery took, what went on meanwhile. */
export function written({ seed, minutes, plant, before, startedAt, chronicle, judgement }: Run): string {
  const { verdicts, windows, calls } = judgement;
  const broken = verdicts.filter((one) => !isHeld(one));
  const planted = plant ? ` with the planted bug \`${plant}\`` : '';
  const beside = before ? ` BEFORE=${before.slice(0, 8)}` : '';
  const result =
    broken.length === 0 ? 'All fourteen invariants held.' : `Violated: ${broken.map(({ id }) => id).join(', ')}.`;
  return [
    `# Faults, seed ${seed}${planted}`,
    '',
    `${result} Begun ${startedAt.toISOString()}, ${minutes} min of faults, ${chronicle.played.length} episodes, ${calls} calls.`,
    `Again: \`make faults SEED=${seed} MINUTES=${minutes}${plant ? ` PLANT=${plant}` : ''}${beside}\` (the same schedule and the same wishes; not the same instants).`,
    '',
    ...section('Invariants', ['', 'invariant', 'held', 'figures'], verdicts.map(rowOfVerdict)),
    ...violations(broken),
    ...section(
      'Episodes',
      [
        'fault',
        'lasted (s)',
        'recovered after (s)',
        'answered per second',
        'had to be answered',
        'were not',
        'p99 (ms)',
      ],
      chronicle.played.map((one) => rowOfEpisode(one, windows)),
    ),
    ...section('Not injected', ['fault', 'why'], [...new Map(chronicle.skipped.map(({ name, why }) => [name, why]))]),
    ...section(
      'The matrix',
      ['fault', 'how', 'to what', 'seen in this run'],
      FAULT_MATRIX.map((fault) => {
        const times = chronicle.played
          .flatMap(({ episode }) => episode.blows)
          .filter((blow) => blow.fault.name === fault.name).length;
        return [fault.name, fault.how, fault.victims.join(', '), String(times)];
      }),
    ),
  ].join('\n');
}

function section(title: string, head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

function rowOfVerdict(one: Verdict): string[] {
  const figures = Object.entries(one.figures).map(([name, value]) => `${name} ${value}`);
  return [one.id, one.statement, isHeld(one) ? 'yes' : `**no** (${one.violations.length})`, figures.join(', ')];
}

function violations(broken: Verdict[]): string[] {
  if (broken.length === 0) return [];
  return [
    '## Violations',
    '',
    ...broken.flatMap(({ id, violations: found }) => found.map((what) => `- ${id}: ${what}`)),
    '',
  ];
}

function rowOfEpisode({ name, injectedAt, recovery }: Played, windows: Availability[]): string[] {
  const window = windows.find((one) => one.name === name && one.from === injectedAt);
  const recovered = 'ms' in recovery ? (recovery.ms / 1_000).toFixed(1) : `never: ${recovery.missing}`;
  if (!window) return [name, '', recovered, '', '', '', ''];
  const { seconds, goodput, asked, unanswered, p99Ms } = window;
  const needed = asked === 0 ? ['-', '-', '-'] : [String(asked), String(unanswered), String(Math.round(p99Ms))];
  return [name, seconds.toFixed(1), recovered, String(goodput), ...needed];
}
