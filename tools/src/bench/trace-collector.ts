import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TraceCollector {
  /** Telemetry as it is shipped: a tenth of the traces, sent here. */
  environment: Record<string, string>;
  /** Bytes of traces received. */
  received(): number;
  close(): Promise<void>;
}

/** Takes traces by OTLP and forgets them. */
export async function startTraceCollector(): Promise<TraceCollector> {
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    },
    received: () => bytes,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
