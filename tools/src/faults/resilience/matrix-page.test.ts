import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { matrixPage } from './matrix-page.ts';

const PAGE = new URL('../../../../docs/resilience.md', import.meta.url);

it('docs/resilience.md shows the matrix as it is', () => {
  expect(readFileSync(PAGE, 'utf8')).toContain(`\n${matrixPage()}\n`);
});
