import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { writeOnceATurn } from './write-once-a-turn.ts';

test('what is written in one turn is one write, in order; what comes later is another', async () => {
  const writes: string[][] = [];
  const stream = new Writable({
    decodeStrings: false,
    writev(chunks, done) {
      writes.push(chunks.map(({ chunk }) => chunk));
      done();
    },
  });
  writeOnceATurn(stream);
  stream.write('a');
  queueMicrotask(() => stream.write('b'));
  process.nextTick(() => stream.write('c'));
  await nextTurn();
  stream.write('d');
  await nextTurn();
  expect(writes).toEqual([['a', 'b', 'c'], ['d']]);
});

test('an end in the same turn is behind what was written', async () => {
  let text = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  writeOnceATurn(stream);
  stream.write('a');
  stream.end('b');
  await nextTurn();
  expect(text).toBe('ab');
});
