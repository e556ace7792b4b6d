import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { type Contract, readContract } from './contract.ts';

/** A door before the gateway: it lets everything through as it is, and holds every answer against the OpenAPI document. */
export interface Witness {
  url: string;
  contract(): Promise<Contract>;
  /** What answers did that their operations do not announce. */
  breaches: string[];
  /** How many answers it saw. */
  count(): number;
}

export async function startWitness(gateway: string): Promise<Witness> {
  const agent = new Agent({ keepAlive: true });
  const breaches: string[] = [];
  let count = 0;
  let reading: Promise<Contract> | undefined;
  const contract = () => {
    reading ??= readContract(gateway);
    return reading;
  };

  async function look(asked: IncomingMessage, answer: IncomingMessage, text: string): Promise<void> {
    count += 1;
    const { method = '', url = '' } = asked;
    const { statusCode: status = 0, headers } = answer;
    const found = (await contract()).breachesAt(method, url, { status, headers, text });
    const [path] = url.split('?', 1);
    breaches.push(...found.map((breach) => `${method} ${path} → ${status}: ${breach} ${text.slice(0, 300)}`));
  }

  async function pass(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url: path, rawHeaders: headers } = asked;
    // Whole, so that an answer before its end leaves nothing unread behind.
    const body = Buffer.concat(await asked.toArray());
    const { hostname, port } = new URL(gateway);
    const onward = request({ agent, hostname, port, method, path, headers, setHost: false });
    onward.on('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      response.flushHeaders();
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', () => response.destroy());
      // Nobody is answered before it was looked at, so that a breach belongs to the test that met it.
      const isStream = answer.headers['content-type']?.startsWith('text/event-stream');
      const end = async () => {
        const sent = Buffer.concat(chunks);
        const isPacked = answer.headers['content-encoding'] === 'gzip' && sent.length > 0;
        await look(asked, answer, (isPacked ? gunzipSync(sent) : sent).toString());
        response.end();
      };
      if (isStream) void look(asked, answer, '');
      else answer.once('end', () => void end());
      answer.pipe(response, { end: isStream === true });
    });
    onward.end(body);
  }

  // Longer than the gateway's 65 s, whose `Keep-Alive` header it passes on: a client must not reuse a connection that is being closed.
  const server = createServer(
    { keepAliveTimeout: 90_000 },
    (asked, response) => void pass(asked, response).catch(() => response.destroy()),
  );
  server.on('upgrade', (asked: IncomingMessage, client: Duplex, head: Buffer) =>
    join(gateway, { asked, client, head }),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    agent.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, contract, breaches, count: () => count };
}

/** A WebSocket is none of its business: two sockets, joined. */
function join(
  gateway: string,
  { asked, client, head }: { asked: IncomingMessage; client: Duplex; head: Buffer },
): void {
  const upstream = connect(Number(new URL(gateway).port), '127.0.0.1');
  const lines = asked.rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${asked.rawHeaders[at + 1]}`] : []));
  upstream.write([`GET ${asked.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  upstream.write(head);
  for (const [one, other] of [
    [upstream, client],
    [client, upstream],
  ] as const) {
    one.pipe(other);
    one.on('error', () => other.destroy());
    one.once('close', () => other.destroy());
  }
}
