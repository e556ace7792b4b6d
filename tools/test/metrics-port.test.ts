import { expect, test } from 'vitest';
import { metricsPort } from '../src/platform/programs.ts';
import { SERVICES } from '../src/platform/service-environments.ts';
import { readSettings, type Settings } from '../src/platform/settings.ts';

// Linux gives these to outgoing connections: a server that wants one may find it taken.
const FIRST_OUTGOING = 32_768;

const at = (ports: Record<string, number>): Settings => ({ ...readSettings({}), ports });

test('metrics are beside the service, on ports that nobody else has', () => {
  const { ports } = readSettings({});
  const own = SERVICES.map(({ name }) => Number(metricsPort(at(ports), name)));
  expect(own).toEqual(SERVICES.map(({ name }) => (ports[name] ?? 0) + 1_000));
  expect(new Set([...own, ...Object.values(ports)]).size).toBe(2 * SERVICES.length);
  expect(Math.max(...own)).toBeLessThan(FIRST_OUTGOING);
});

test('what would be another service’s port, or none at all, is any free one', () => {
  expect(metricsPort(at({ gateway: 8_000, auth: 9_000 }), 'gateway')).toBe('0');
  expect(metricsPort(at({ gateway: 65_000 }), 'gateway')).toBe('0');
  expect(metricsPort(at({ gateway: 31_000 }), 'gateway')).toBe('32000');
});
