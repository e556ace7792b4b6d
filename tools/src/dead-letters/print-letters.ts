import type { ParkedLetter } from './parked-letter.ts';

/** The letters for a person, by consumer. */
export function printedLetters(letters: ParkedLetter[]): string {
  if (letters.length === 0) return 'Nothing lies there.';
  const places = Map.groupBy(letters, ({ of }) => of);
  return [...places]
    .flatMap(([of, own]) => [`${of}: ${own.length}`, ...own.flatMap(linesOf), ''])
    .join('\n')
    .trimEnd();
}

function linesOf({ id, type, reason, handler, attempts, age_seconds, copies, preview }: ParkedLetter): string[] {
  const facts = [
    ...(attempts > 0 ? [`${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`] : []),
    ...(age_seconds === null ? [] : [inWords(age_seconds)]),
    ...(handler ? [handler] : []),
    ...(copies > 1 ? [`${copies} copies`] : []),
  ];
  return [`  ${id}  ${type}  ${facts.join(', ')}`, `      ${reason.split('\n')[0]}`, `      ${preview}`];
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h ago` : `${Math.round(seconds / 86_400)} days ago`;
}
