import { register } from 'prom-client';
import { expect, test } from 'vitest';
import { counter } from '../src/counter.ts';
import { gauge } from '../src/gauge.ts';
import { histogram } from '../src/histogram.ts';

const seriesOf = async (name: string) =>
  (await register.getSingleMetricAsString(name)).split('\n').filter((line) => !line.startsWith('#'));

test('a metric whose words are declared is there as 0 before the first time, and an undeclared word is `other`', async () => {
  const count = counter('test_outcomes_total', 'Test.', { outcome: ['good', 'bad'] });
  expect(await seriesOf('test_outcomes_total')).toEqual([
    'test_outcomes_total{outcome="good"} 0',
    'test_outcomes_total{outcome="bad"} 0',
  ]);
  count.add({ outcome: 'good' });
  // @ts-expect-error the compiler knows the words
  count.add({ outcome: '+919876543210' });
  expect(await seriesOf('test_outcomes_total')).toEqual([
    'test_outcomes_total{outcome="good"} 1',
    'test_outcomes_total{outcome="bad"} 0',
    'test_outcomes_total{outcome="other"} 1',
  ]);
});

test('an open label has a limit: beyond it everything is one series', async () => {
  const time = histogram({ name: 'test_seconds', help: 'Test.', buckets: [1] }, { route: 'open' });
  for (let at = 0; at < 2_000; at += 1) time.observe({ route: `/made/up/${at}` }, 0.5);
  const counts = (await seriesOf('test_seconds')).filter((line) => line.startsWith('test_seconds_count'));
  expect(counts).toHaveLength(401);
  expect(counts.at(-1)).toBe('test_seconds_count{route="other"} 1600');
});

test('a gauge is read when it is asked for; what cannot be read, or not in time, has no sample', async () => {
  const level = gauge('test_level', 'Test.', { tank: 'open' });
  const full = { value: 1 };
  level.watch({ tank: 'a' }, () => full.value);
  level.watch({ tank: 'b' }, () => Promise.reject(new Error('away')));
  const forget = level.watch({ tank: 'c' }, async () => 3);
  expect(await seriesOf('test_level')).toEqual(['test_level{tank="a"} 1', 'test_level{tank="c"} 3']);
  full.value = 2;
  forget();
  level.watch({ tank: 'slow' }, () => new Promise(() => undefined));
  expect(await seriesOf('test_level')).toEqual(['test_level{tank="a"} 2']);
});
