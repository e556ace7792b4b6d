import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../platform/settings.ts';
import { FAULT_MATRIX } from '../matrix/fault-matrix.ts';
import { CRASH_POINTS } from './crash-points.ts';
import { replaced } from './plant.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';

it('a patch that fits nowhere or twice is refused', () => {
  const patch = { file: 'a.ts', find: 'ack()', replace: 'nack()' };
  expect(replaced('x; ack();', patch)).toBe('x; nack();');
  expect(() => replaced('x;', patch)).toThrow('a.ts has 0 places');
  expect(() => replaced('ack(); ack();', patch)).toThrow('a.ts has 2 places');
});

it.each([...PLANTED_BUGS, ...CRASH_POINTS])('$name fits into the sources of today', ({ patches }) => {
  const texts = new Map<string, string>();
  for (const patch of patches) {
    const text = texts.get(patch.file) ?? readFileSync(join(ROOT, patch.file), 'utf8');
    texts.set(patch.file, replaced(text, patch));
  }
});

it.each(PLANTED_BUGS)('$name names faults that there are', ({ episodes }) => {
  for (const [name, victim] of episodes.flat())
    expect(FAULT_MATRIX.find((fault) => fault.name === name)?.victims).toContain(victim);
});
