import type { DeadLetter } from '@campus/messaging/dead-letter';
import { listDeadLetters } from '@campus/messaging/dead-letters';
import { type ParkedLetter, parkedLetters } from './parked-letter.ts';
import { PLACES } from './places.ts';
import { printedLetters } from './print-letters.ts';
import type { Choice, Wish } from './wishes.ts';

/** Prints what lies where it was asked for. */
export async function list(url: string, { choice, json }: Extract<Wish, { action: 'list' }>): Promise<number> {
  const found = await find(url, choice);
  const letters = found.flatMap(({ of, letters: own }) => parkedLetters(of, own, new Date()));
  console.log(json ? JSON.stringify({ letters }, null, 2) : printedLetters(letters));
  return 0;
}

/** Prints one letter with what is known about its failure; 1 when it is not there. */
export async function show(url: string, { choice, json, raw }: Extract<Wish, { action: 'show' }>): Promise<number> {
  const found = (await find(url, choice)).filter(({ letters }) => letters.length > 0);
  const shown = found.flatMap(({ of, letters }) => detailed({ of, letters, raw }));
  if (json) console.log(JSON.stringify({ letters: shown }, null, 2));
  else if (shown.length === 0) console.log(`${choice.id} lies nowhere${choice.of ? ` at ${choice.of}` : ''}.`);
  else for (const letter of shown) console.log(inLines(letter));
  return shown.length > 0 ? 0 : 1;
}

interface Place {
  of: string;
  letters: DeadLetter[];
}

async function find(url: string, { of, id, type, limit }: Choice): Promise<Place[]> {
  const places: Place[] = [];
  for (const service of of ? [of] : PLACES) {
    const filter = { ...(id && { id }), ...(type && { type }), ...(limit && { limit }) };
    places.push({ of: service, letters: await listDeadLetters({ url, service }, filter) });
  }
  return places;
}

type Detailed = ParkedLetter & { source_queue: string; stack: string; body?: string };

function detailed({ of, letters, raw }: Place & { raw: boolean }): Detailed[] {
  return parkedLetters(of, letters, new Date()).flatMap((letter) => {
    const source = letters.find(({ id, type }) => id === letter.id && type === letter.type);
    if (!source) return [];
    return [{ ...letter, source_queue: source.sourceQueue, stack: source.stack, ...(raw && { body: source.body }) }];
  });
}

function inLines(letter: Detailed): string {
  const rows = Object.entries(letter).filter(([, value]) => value !== '' && value !== null);
  return [
    ...rows.map(([name, value]) => `${name.padEnd(13)} ${String(value).replaceAll('\n', '\n              ')}`),
    '',
  ].join('\n');
}
