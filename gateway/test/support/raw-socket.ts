import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { atEnd } from '@campus/testing/at-end';

export interface Said {
  /** Everything that came back. */
  text: string;
  /** Whether the other side ended the connection. */
  closed: boolean;
}

/** Sends exactly these bytes, one piece after the other, and tells what came back within `patienceMs`. */
export async function say(url: string, pieces: string | string[], patienceMs = 1_500): Promise<Said> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  atEnd(async () => void socket.destroy());
  const said = { text: '', closed: false };
  const closed = new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      said.text += bytes.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      said.closed = true;
      resolve();
    });
  });
  for (const piece of [pieces].flat()) {
    socket.write(piece, 'latin1');
    await sleep(20);
  }
  await Promise.race([closed, sleep(patienceMs)]);
  socket.destroy();
  return said;
}

/** The statuses of the answers in what came back, in order. */
export function statusesOf({ text }: Said): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

/** The body of the last answer, parsed. */
export function envelopeOf({ text }: Said): unknown {
  return JSON.parse(text.slice(text.lastIndexOf('\r\n\r\n') + 4));
}
