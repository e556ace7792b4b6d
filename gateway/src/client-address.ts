import type { IncomingMessage } from 'node:http';

/**
 * The address of the client behind `hops` proxies of ours: each of them appended the address it saw to X-Forwarded-For,
 * so only the last `hops` entries are ours, and whatever a client wrote before them is ignored.
 */
export function clientAddress(request: IncomingMessage, hops: number): string {
  const nearest = request.socket.remoteAddress ?? 'unknown';
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const seen = [...forwarded.map((entry) => entry.trim()).filter(Boolean), nearest];
  return (seen[Math.max(0, seen.length - 1 - hops)] ?? nearest).replace(/^::ffff:/, '');
}
