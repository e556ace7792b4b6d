import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { dashboardQueries, rules, runbookQueries } from '../../tools/src/observability/observability-files.ts';
import { selectorsOf } from '../../tools/src/observability/selectors-of.ts';
import { objectionsOf } from '../../tools/src/platform/promtool.ts';
import { placeOrder, placeUpiOrder } from '../support/canteen.ts';
import { metricsText, metricsUrl, namesOf, type Sample, samplesOf } from '../support/metrics.ts';
import { signInStudent } from '../support/people.ts';
import type { ProcessName } from '../support/platform.ts';
import type { Scene } from '../support/scene.ts';

const MEASURED = [
  'gateway',
  'auth',
  'catalog',
  'ordering',
  'payment',
  'notification',
  'reporting',
  'realtime',
] as const satisfies ProcessName[];

// Prometheus makes the first two; the others are of the blackbox exporter and of the backup's text file.
const OF_OTHERS = new Set([
  'up',
  'ALERTS',
  'probe_success',
  'probe_ssl_earliest_cert_expiry',
  'backup_last_success_timestamp_seconds',
]);

// An id, a phone number, a token, an order number; numbers may be a status, a bucket or a quantile.
const SOMEBODYS = /[0-9a-f]{8}-[0-9a-f]{4}|\d{7,}|eyJ|ORD-|@/;
const MOST_SERIES_OF_A_METRIC = 1_500;

/** To be told after those that order, pay and fail. */
export function metricsStories({ platform, dishes, kitchen, sandbox, student }: Scene): void {
  const look = async (service: ProcessName) => samplesOf(await metricsText(platform.services[service]));

  it('every service shows its metrics on a port of its own, nobody reaches them through the gateway, and promtool has no objection', async () => {
    for (const service of MEASURED) {
      const text = await metricsText(platform.services[service]);
      expect(await objectionsOf('promtool', ['check', 'metrics'], text), service).toBe('');
      expect(samplesOf(text).every(({ labels }) => labels.service === service)).toBe(true);
      const { port } = new URL(metricsUrl(platform.services[service]));
      expect(platform.services[service].url).not.toContain(port);
      expect((await fetch(`${platform.services[service].url}/metrics`)).status, service).toBe(404);
    }
    for (const path of ['/metrics', '/api/v1/metrics', '/ordering/metrics']) {
      expect((await fetch(`${platform.pages}${path}`)).status).toBe(404);
    }
  });

  it('no label says anything of a person or an order, and what nobody declared makes no series', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        fetch(`${platform.pages}/api/v1/made-up-${at}/98765432${10 + at}`, { method: at % 2 ? 'GET' : 'PROPFIND' }),
      ),
    );
    await student.send('GET', '/api/v1/orders/0195a000-0000-7000-8000-000000000001');
    for (const service of MEASURED) {
      const samples = await look(service);
      const telling = samples.filter(({ labels }) => Object.values(labels).some((value) => SOMEBODYS.test(value)));
      expect(telling, service).toEqual([]);
      const series = Map.groupBy(samples, ({ metric }) => metric);
      const large = [...series].filter(([, own]) => own.length > MOST_SERIES_OF_A_METRIC).map(([metric]) => metric);
      expect(large, service).toEqual([]);
    }
    const routes = valuesOf(await look('gateway'), 'http_server_request_duration_seconds_count', 'http_route');
    expect(routes).toContain('/api/v1/orders');
    expect([...routes].filter((route) => route.includes('made-up'))).toEqual([]);
    expect(routes).toContain('unmatched');
    const methods = valuesOf(
      await look('gateway'),
      'http_server_request_duration_seconds_count',
      'http_request_method',
    );
    expect(methods).toContain('_OTHER');
    expect(methods).not.toContain('PROPFIND');
    expect(valuesOf(await look('ordering'), 'http_server_request_duration_seconds_count', 'http_route')).toContain(
      '/api/v1/orders/:id',
    );
  });

  it('rules, dashboards and runbooks ask for nothing that is not there', async () => {
    const texts = await Promise.all(MEASURED.map((service) => metricsText(platform.services[service])));
    const samples = texts.flatMap(samplesOf);
    const labelsOf = Map.groupBy(samples, ({ metric }) => metric);
    const exposed = new Set(texts.flatMap((text) => [...namesOf(text)]));
    const recorded = new Set(rules().flatMap(({ name, isAlert }) => (isAlert ? [] : [name])));
    const asked = [...rules(), ...dashboardQueries(), ...runbookQueries()].map(({ expression }) => expression);
    const selectors = asked
      .flatMap(selectorsOf)
      .filter(({ metric }) => !recorded.has(metric) && !OF_OTHERS.has(metric));

    expect(selectors.length).toBeGreaterThan(150);
    expect(new Set(selectors.flatMap(({ metric }) => (exposed.has(metric) ? [] : [metric])))).toEqual(new Set());
    const strange = selectors.flatMap(({ metric, labels }) => {
      const known = labelsOf.get(metric)?.flatMap((sample) => Object.keys(sample.labels));
      return labels
        .filter((label) => known && ![...known, 'job', 'instance'].includes(label))
        .map((label) => `${metric}{${label}}`);
    });
    expect(strange).toEqual([]);
    expect(selectorsOf('sum by (job) (rate(not_there_total{job="x", no="y"}[5m])) > 0.5 and on() up')).toEqual([
      { metric: 'not_there_total', labels: ['job', 'no'] },
      { metric: 'up', labels: [] },
    ]);
  });

  it('an order counts once, in every place that measures it', async () => {
    const before = { ordering: await look('ordering'), payment: await look('payment') };
    const guest = await signInStudent(platform);
    const { order } = await placeOrder(guest, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
    const kind = { order_type: 'pickup', payment_method: 'cash' };
    await eventually(async () => {
      const now = await look('ordering');
      const grown = (metric: string, labels: object) => sum(now, metric, labels) - sum(before.ordering, metric, labels);
      expect(grown('orders_placed_total', kind)).toBe(1);
      expect(grown('orders_confirmed_total', kind)).toBe(1);
      expect(grown('orders_cancelled_total', {})).toBe(0);
      expect(
        grown('http_server_request_duration_seconds_count', {
          http_route: '/api/v1/orders',
          http_request_method: 'POST',
          http_response_status_code: '201',
        }),
      ).toBe(1);
      expect(grown('messaging_published_total', { destination: 'cf.events', outcome: 'confirmed' })).toBeGreaterThan(0);
      expect(sum(now, 'orders_oldest_unacknowledged_seconds', {})).toBeGreaterThan(0);
      expect(sum(now, 'outbox_pending', {})).toBe(0);
      expect(sum(now, 'messaging_consumer_attached', { queue: 'cf.ordering.v1' })).toBe(1);
      expect(sum(now, 'db_client_connected', { pool: 'ordering' })).toBe(1);
      const heard = { queue: 'cf.payment.v1', outcome: 'handled' };
      expect(sum(await look('payment'), 'messaging_consumed_total', heard)).toBeGreaterThan(
        sum(before.payment, 'messaging_consumed_total', heard),
      );
    });
    await kitchen.send('PATCH', `/api/v1/admin/orders/${order.id}/status`, { status: 'preparing' });
    await eventually(async () => {
      const steps = sum(await look('ordering'), 'order_step_seconds_count', { status: 'preparing' });
      expect(steps - sum(before.ordering, 'order_step_seconds_count', { status: 'preparing' })).toBe(1);
    });
    const paid = await placeUpiOrder(guest, { dishes: [[dishes[0], 2]] });
    await sandbox.pay(paid.payment.gateway_order_id);
    await eventually(async () => {
      const now = await look('payment');
      const grown = (metric: string) => sum(now, metric, {}) - sum(before.payment, metric, {});
      expect([grown('payments_captured_total'), grown('payments_captured_paise_total')]).toEqual([1, 12_000]);
    });
    expect(sum(await look('auth'), 'security_events_total', { event: 'otp_sent' })).toBeGreaterThan(0);
    expect(sum(await look('notification'), 'pushes_total', { event: 'push_sent' })).toBeGreaterThan(0);
  });
}

function sum(samples: Sample[], metric: string, labels: object): number {
  return samples
    .filter((sample) => sample.metric === metric)
    .filter((sample) => Object.entries(labels).every(([name, value]) => sample.labels[name] === value))
    .reduce((total, { value }) => total + value, 0);
}

function valuesOf(samples: Sample[], metric: string, label: string): Set<string> {
  return new Set(samples.filter((sample) => sample.metric === metric).map(({ labels }) => labels[label] ?? ''));
}
