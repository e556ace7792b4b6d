/** A window as it stands in its row. */
export interface WindowRow {
  /** Of the row, not of the window: names change while they are written. */
  id: string;
  name: string;
  start: string;
  end: string;
}

export type WindowFault = { fault: 'name' | 'twice' | 'time' } | { fault: 'overlap'; with: string };
export type Windows = Record<string, { start: string; end: string }>;

const DAY_MINUTES = 24 * 60;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
export const MOST_WINDOWS = 8;

export function rowsOf(windows: Windows): WindowRow[] {
  return Object.entries(windows)
    .map(([name, { start, end }]) => ({ id: name, name, start, end }))
    .toSorted((one, other) => one.start.localeCompare(other.start));
}

export function windowsOf(rows: readonly WindowRow[]): Windows {
  return Object.fromEntries(rows.map(({ name, start, end }) => [name.trim(), { start, end }]));
}

/** The first thing that is wrong with each row, by its id. */
export function windowFaults(rows: readonly WindowRow[]): Map<string, WindowFault> {
  const faults = rows.map((row): [string, WindowFault | undefined] => [row.id, faultOf(row, rows)]);
  return new Map(faults.flatMap(([id, fault]) => (fault ? [[id, fault]] : [])));
}

/** Parts of the day as fractions of it; a window past midnight has two. */
export function partsOfDay({ start, end }: Pick<WindowRow, 'start' | 'end'>): { from: number; to: number }[] {
  if (!hasTimes({ start, end })) return [];
  return minutesOf({ start, end }).map(([from, to]) => ({ from: from / DAY_MINUTES, to: to / DAY_MINUTES }));
}

function faultOf(row: WindowRow, rows: readonly WindowRow[]): WindowFault | undefined {
  const others = rows.filter(({ id }) => id !== row.id);
  const name = row.name.trim();
  if (name === '' || name.length > 40) return { fault: 'name' };
  if (others.some((other) => other.name.trim() === name)) return { fault: 'twice' };
  if (!hasTimes(row)) return { fault: 'time' };
  const other = others.find((one) => hasTimes(one) && overlap(row, one));
  return other && { fault: 'overlap', with: other.name.trim() };
}

function hasTimes({ start, end }: Pick<WindowRow, 'start' | 'end'>): boolean {
  return TIME.test(start) && TIME.test(end);
}

function overlap(one: WindowRow, other: WindowRow): boolean {
  return minutesOf(one).some(([from, to]) => minutesOf(other).some(([start, end]) => from < end && start < to));
}

// Equal times are the whole day.
function minutesOf({ start, end }: Pick<WindowRow, 'start' | 'end'>): [from: number, to: number][] {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  if (from < to) return [[from, to]];
  const parts: [number, number][] = [
    [from, DAY_MINUTES],
    [0, to],
  ];
  return parts.filter(([first, last]) => first < last);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
