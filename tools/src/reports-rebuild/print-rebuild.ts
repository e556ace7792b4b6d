import { OWNERS } from './access.ts';
import { type Comparison, type Difference, isEqual } from './compare.ts';
import type { RebuildReport } from './run-rebuild.ts';

/** What a rebuild did and found, for a person. */
export function printed(report: RebuildReport): string {
  const { seconds, replayed, comparison, parked, lost } = report;
  const { orders, days, lines, refunds } = comparison.figures;
  const events = OWNERS.reduce((sum, owner) => sum + replayed[owner], 0);
  const told = OWNERS.map((owner) => `${owner} ${replayed[owner]}`).join(', ');
  return [
    `replayed   ${events} events (${told}) in ${seconds.toFixed(1)} s, ${Math.round(events / seconds)} a second`,
    `rebuilt    ${orders} orders on ${days} days, ${lines} lines, ${refunds} refunds`,
    ...parked.map(({ type, id, error }) => `not read   ${type} ${id}: ${error}`),
    ...listed('lost', lost, (fact) => `${fact} is shown and known to its owner, but none of its events is left`),
    ...differencesOf(comparison),
    verdict(report),
  ].join('\n');
}

function differencesOf({ differences }: Comparison): string[] {
  return Object.entries(differences).flatMap(([what, { count, first }]) =>
    listed('differs', first, (row) => described(what, row), count),
  );
}

function described(what: string, { key, shown, rebuilt }: Difference['first'][number]): string {
  return `${what} ${key}: ${shown ?? 'nothing'} → ${rebuilt ?? 'nothing'}`;
}

const MOST = 20;

function listed<Item>(label: string, items: Item[], text: (item: Item) => string, count = items.length): string[] {
  const more = count > MOST ? [`${label.padEnd(10)} and ${count - MOST} more`] : [];
  return [...items.slice(0, MOST).map((item) => `${label.padEnd(10)} ${text(item)}`), ...more];
}

function verdict({ outcome, parked, lost, comparison }: RebuildReport): string {
  if (outcome === 'refused') {
    const hint = parked.length > 0 && lost.length === 0 ? ' "--skip <event id>" leaves an event out.' : '';
    return `The reports show what they showed before: nothing may get lost by a rebuild.${hint}`;
  }
  const equal = isEqual(comparison) ? 'exactly what they showed before' : 'the rebuilt figures where these differ';
  if (outcome === 'rebuilt') return `The reports show ${equal}.`;
  return isEqual(comparison) ? 'A rebuild would change nothing.' : 'A rebuild would change this; nothing was changed.';
}
