import { randomUUID } from 'node:crypto';
import { EVENT_AUDIENCE } from '@campus/contracts/event-audience';
import { deadLetterDiscarded } from '@campus/contracts/operation-events';
import type { DeadLetter } from '@campus/messaging/dead-letter';
import { discardDeadLetters, listDeadLetters, replayDeadLetters } from '@campus/messaging/dead-letters';
import { type Tell, withTell } from '../platform/tell.ts';
import type { Choice, Wish } from './wishes.ts';

type Own = Choice & { of: string };

/** Sends the chosen letters back to the consumer that refused them. 1 when one was not found, or when nobody would hear it. */
export async function replay(url: string, { choice, json }: Extract<Wish, { action: 'replay' }>): Promise<number> {
  const source = { url, service: choice.of };
  const types = choice.of === 'unrouted' ? await typesIn(source, choice) : [choice.type];
  const unheard = types.filter((type) => choice.of === 'unrouted' && !EVENT_AUDIENCE[type ?? '']?.length);
  const done: DeadLetter[] = [];
  for (const type of types.filter((one) => !unheard.includes(one)))
    done.push(...(await replayDeadLetters(source, filterOf({ ...choice, type }))));
  const where = choice.of === 'unrouted' ? 'to all that listen' : `to ${choice.of}`;
  report({
    json,
    done,
    said: `replayed ${where}`,
    notes: unheard.map((type) => `nobody listens to ${type}: it stays`),
  });
  return exitCode(choice, { done, isLeft: unheard.length > 0 });
}

/** Takes the chosen letters away; that it did so, and why, is told to the platform before each is gone. */
export async function discard(
  url: string,
  { choice, json, reason, by }: Extract<Wish, { action: 'discard' }> & { by: string },
): Promise<number> {
  const done = await withTell(url, (tell) =>
    discardDeadLetters({ url, service: choice.of }, filterOf(choice), (letter) =>
      record(tell, { letter, of: choice.of, reason, by }),
    ),
  );
  report({ json, done, said: `discarded, which reporting keeps: ${reason}`, notes: [] });
  return exitCode(choice, { done, isLeft: false });
}

async function record(
  tell: Tell,
  { letter, of, reason, by }: { letter: DeadLetter; of: string; reason: string; by: string },
): Promise<void> {
  const fact = {
    id: letter.id,
    consumer: of,
    type: letter.type,
    error: letter.error,
    reason,
    discarded_by: by,
    discarded_at: new Date().toISOString(),
  };
  await tell(deadLetterDiscarded, { id: randomUUID(), aggregateId: letter.id, data: { letter: fact } });
}

// An unrouted event that still nobody listens to would only go round.
async function typesIn(source: { url: string; service: string }, choice: Own): Promise<string[]> {
  const letters = await listDeadLetters(source, filterOf(choice));
  return [...new Set(letters.map(({ type }) => type))];
}

function filterOf({ id, type, limit }: Choice) {
  return { ...(id && { id }), ...(type && { type }), ...(limit && { limit }) };
}

interface Outcome {
  json: boolean;
  done: DeadLetter[];
  said: string;
  notes: string[];
}

function report({ json, done, said, notes }: Outcome): void {
  const letters = done.map(({ id, type }) => ({ id, type }));
  if (json) {
    console.log(JSON.stringify({ done: letters, notes }, null, 2));
    return;
  }
  for (const { id, type } of letters) console.log(`${id}  ${type}`);
  for (const note of notes) console.log(note);
  console.log(done.length === 0 ? 'Nothing was done.' : `${done.length} ${said}`);
}

/** Asked for one that is not there, it was not found; asked for all of none, all is well. */
function exitCode({ id }: Own, { done, isLeft }: { done: DeadLetter[]; isLeft: boolean }): number {
  return isLeft || (id && done.length === 0) ? 1 : 0;
}
