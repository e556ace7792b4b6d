import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../platform/settings.ts';
import { CONTRACT, EXPAND } from './plant-migration.ts';

it('the planted migrations come after all of the project, in their order', () => {
  const own = globSync('services/*/migrations/*.ts', { cwd: ROOT }).map((file) => basename(file, '.ts'));
  expect(own.length).toBeGreaterThan(10);
  expect([...own, EXPAND, CONTRACT].sort().slice(-2)).toEqual([EXPAND, CONTRACT]);
});
