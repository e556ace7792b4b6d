import { Histogram as PromHistogram } from 'prom-client';
import { boundedLabels, declaredSeries, type Labels, type LabelValues } from './metric-labels.ts';

export interface Histogram<Spec extends Record<string, LabelValues>> {
  observe(labels: Labels<Spec>, value: number): void;
}

/** Declares a histogram of this process in base units; its name ends in the unit. Once per file that measures, as a constant. */
export function histogram<const Spec extends Record<string, LabelValues>>(
  { name, help, buckets }: { name: string; help: string; buckets: number[] },
  spec: Spec,
): Histogram<Spec> {
  const metric = new PromHistogram({ name, help, buckets, labelNames: Object.keys(spec) });
  const bounded = boundedLabels(spec);
  for (const labels of declaredSeries(spec)) metric.zero(labels);
  return { observe: (labels, value) => metric.observe(bounded(labels), value) };
}
