import { type IncomingHttpHeaders, request } from 'node:http';
import { atEnd } from '@campus/testing/at-end';

export interface UpgradeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

const WELL_FORMED = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': Buffer.alloc(16, 7).toString('base64'),
};

/** Asks for a WebSocket with these headers added or changed, and resolves to the answer, whatever it is. */
export function askForUpgrade(url: string, headers: Record<string, string | string[]> = {}): Promise<UpgradeAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { ...WELL_FORMED, ...headers } });
    asked.on('error', reject);
    asked.on('upgrade', ({ statusCode = 0, headers: own }, socket) => {
      atEnd(async () => socket.destroy());
      socket.on('error', () => socket.destroy());
      resolve({ status: statusCode, headers: own, body: '' });
    });
    asked.on('response', async (response) => {
      const body = await response.setEncoding('utf8').toArray();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: body.join('') });
    });
    asked.end();
  });
}
