import type { DeadLetter } from '@campus/messaging/dead-letter';
import { preview } from './preview.ts';

/** A letter as a person or a program sees it. Several copies of one event are one letter. */
export interface ParkedLetter {
  of: string;
  id: string;
  type: string;
  reason: string;
  handler: string;
  attempts: number;
  failed_at: string | null;
  age_seconds: number | null;
  copies: number;
  preview: string;
}

/** The letters of one place, oldest first. */
export function parkedLetters(of: string, letters: DeadLetter[], now: Date): ParkedLetter[] {
  const byId = Map.groupBy(letters, ({ id, type }) => `${id} ${type}`);
  return [...byId.values()]
    .map((copies) => parkedLetter(of, copies, now))
    .sort((one, other) => ageOf(other) - ageOf(one));
}

function parkedLetter(of: string, copies: DeadLetter[], now: Date): ParkedLetter {
  const [letter] = copies as [DeadLetter, ...DeadLetter[]];
  const since = letter.failedAt || timeOf(letter.body);
  return {
    of,
    id: letter.id,
    type: letter.type,
    reason: letter.error || (of === 'unrouted' ? 'No queue is bound for it.' : 'No reason was given.'),
    handler: letter.handler,
    attempts: letter.attempts,
    failed_at: since ?? null,
    age_seconds: since ? Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 1_000)) : null,
    copies: copies.length,
    preview: preview(letter.body),
  };
}

const ageOf = ({ age_seconds }: ParkedLetter) => age_seconds ?? 0;

/** The moment in the envelope: an unrouted event was never refused, and so has no other. */
function timeOf(body: string): string | undefined {
  try {
    const { time } = JSON.parse(body);
    return typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? time : undefined;
  } catch {
    return undefined;
  }
}
