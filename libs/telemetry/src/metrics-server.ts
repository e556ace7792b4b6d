import { createServer, type Server } from 'node:http';
import type { Logger } from '@campus/logger/logger';
import { collectDefaultMetrics, register } from 'prom-client';

export interface MetricsServer {
  start(): Promise<void>;
  stop(): Promise<void>;
}

// Linters are right about these two: a gauge is not a total. The same numbers are in the ones by type.
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** `/metrics` for Prometheus on a port of its own: nobody reaches it through the gateway. Port 0 takes a free one; the log says which. */
export function metricsServer({
  service,
  host,
  port,
  logger,
}: {
  service: string;
  host: string;
  port: number;
  logger: Logger;
}): MetricsServer {
  register.setDefaultLabels({ service });
  collectDefaultMetrics();
  for (const name of MISNAMED) register.removeSingleMetric(name);
  const server = createServer((request, response) => void answer(request.url ?? '', response));
  return {
    start: () => listen(server, { host, port, logger }),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(url: string, response: import('node:http').ServerResponse): Promise<void> {
  if (url !== '/metrics') return void response.writeHead(404).end();
  try {
    const text = await register.metrics();
    response.writeHead(200, { 'content-type': register.contentType }).end(text);
  } catch {
    response.writeHead(500).end();
  }
}

async function listen(server: Server, { host, port, logger }: { host: string; port: number; logger: Logger }) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  logger.info({ address: server.address() }, 'metrics listening');
}
