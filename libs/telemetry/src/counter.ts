import { Counter as PromCounter } from 'prom-client';
import { boundedLabels, declaredSeries, type Labels, type LabelValues } from './metric-labels.ts';

export interface Counter<Spec extends Record<string, LabelValues>> {
  add(labels: Labels<Spec>, count?: number): void;
}

/** Declares a counter of this process; its name ends in `_total`. Once per file that counts, as a constant. */
export function counter<const Spec extends Record<string, LabelValues>>(
  name: string,
  help: string,
  spec: Spec,
): Counter<Spec> {
  const metric = new PromCounter({ name, help, labelNames: Object.keys(spec) });
  const bounded = boundedLabels(spec);
  for (const labels of declaredSeries(spec)) metric.inc(labels, 0);
  return { add: (labels, count = 1) => metric.inc(bounded(labels), count) };
}
