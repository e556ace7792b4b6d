import { Gauge as PromGauge } from 'prom-client';
import { boundedLabels, type Labels, type LabelValues } from './metric-labels.ts';

/** A value of now, or undefined when it cannot be known: then there is no sample, so that nobody believes an old one. */
type Reading = number | undefined | Promise<number | undefined>;

export interface Gauge<Spec extends Record<string, LabelValues>> {
  /** Has the series read whenever somebody asks for metrics; returns how to end that. */
  watch(labels: Labels<Spec>, read: () => Reading): () => void;
}

const PATIENCE_MS = 2_000;

/** Declares a gauge of this process that costs nothing until it is asked for. Once per file that measures, as a constant. */
export function gauge<const Spec extends Record<string, LabelValues>>(
  name: string,
  help: string,
  spec: Spec,
): Gauge<Spec> {
  const watched = new Map<string, { labels: Record<string, string>; read: () => Reading }>();
  const bounded = boundedLabels(spec);
  const metric = new PromGauge({
    name,
    help,
    labelNames: Object.keys(spec),
    async collect() {
      const readings = await Promise.all(
        [...watched.values()].map(async ({ labels, read }) => ({ labels, value: await inTime(read) })),
      );
      metric.reset();
      for (const { labels, value } of readings) if (value === undefined) metric.remove(labels);
      for (const { labels, value } of readings) if (value !== undefined) metric.set(labels, value);
    },
  });
  return {
    watch(given, read) {
      const labels = bounded(given);
      const key = JSON.stringify(labels);
      const entry = { labels, read };
      watched.set(key, entry);
      return () => {
        if (watched.get(key) === entry) watched.delete(key);
      };
    },
  };
}

async function inTime(read: () => Reading): Promise<number | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, PATIENCE_MS, undefined);
  try {
    return await Promise.race([Promise.resolve(read()), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
