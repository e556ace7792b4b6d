import type { RunningProcess } from '@campus/testing/process';

/** One number of `/metrics`. */
export interface Sample {
  metric: string;
  labels: Record<string, string>;
  value: number;
}

/** The address of a process's metrics, which it says in its log: the newest one after restarts. */
export function metricsUrl({ logs }: Pick<RunningProcess, 'logs'>): string {
  const line = logs.findLast(({ message }) => message === 'metrics listening');
  const { port } = (line?.address ?? {}) as { port?: number };
  if (!port) throw new Error('The process has not said where its metrics are.');
  return `http://127.0.0.1:${port}/metrics`;
}

export async function metricsText(process: Pick<RunningProcess, 'logs'>): Promise<string> {
  const response = await fetch(metricsUrl(process));
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
  return response.text();
}

/** Everything that a text in Prometheus's format says. */
export function samplesOf(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map((line) => {
    const [, metric = '', inside = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const labels = [...inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', text = '']) => [name, text]);
    return { metric, labels: Object.fromEntries(labels), value: Number(value) };
  });
}

/** The names under which a rule or a dashboard may ask: of metrics that have no sample yet, too. */
export function namesOf(text: string): Set<string> {
  const declared = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' || type === 'summary' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`, name] : [name],
  );
  return new Set([...declared, ...samplesOf(text).map(({ metric }) => metric)]);
}
