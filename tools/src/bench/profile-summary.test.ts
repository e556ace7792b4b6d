import { expect, test } from 'vitest';
import { type CpuProfile, summarize } from './profile-summary.ts';

const frame = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
});

const PROFILE: CpuProfile = {
  nodes: [
    frame(1, '(idle)', ''),
    frame(2, 'parse', 'file:///srv/node_modules/pg-protocol/dist/parser.js'),
    frame(3, 'read', 'file:///srv/node_modules/pg-protocol/dist/buffer.js'),
    frame(4, '(garbage collector)', ''),
    frame(5, '', 'file:///srv/libs/http/src/mount.ts'),
    frame(6, 'onread', 'node:internal/stream_base_commons'),
  ],
  samples: [1, 2, 2, 3, 4, 5, 6],
  timeDeltas: [900, 30, 20, 10, 10, 20, 10],
};

test('functions stand by the time they took themselves, which idling is no part of', () => {
  expect(summarize(PROFILE, { by: 'function', root: '/srv' }).slice(0, 2)).toEqual([
    { where: 'parse node_modules/pg-protocol/dist/parser.js:10', share: 0.5 },
    { where: 'anonymous libs/http/src/mount.ts:10', share: 0.2 },
  ]);
});

test('packages sum up their functions', () => {
  expect(summarize(PROFILE, { by: 'package', root: '/srv' })).toEqual([
    { where: 'node_modules/pg-protocol', share: 0.6 },
    { where: 'libs/http', share: 0.2 },
    { where: '(garbage collector)', share: 0.1 },
    { where: 'node:internal/stream_base_commons', share: 0.1 },
  ]);
});
