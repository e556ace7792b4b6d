import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** V8's inspector of another process. */
export interface Inspector {
  send<Result>(method: string, params?: object): Promise<Result>;
  close(): void;
}

const target = z.object({ webSocketDebuggerUrl: z.string() });
const targets = z.tuple([target]).rest(target);
const reply = z.object({ id: z.int(), result: z.unknown(), error: z.object({ message: z.string() }).optional() });

/** Connects to a process that was started with `--inspect=127.0.0.1:<port>`. */
export async function openInspector(port: number): Promise<Inspector> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [{ webSocketDebuggerUrl }] = targets.parse(await answer.json());
  const socket = new WebSocket(webSocketDebuggerUrl, { maxPayload: 512 * 2 ** 20 });
  await once(socket, 'open');
  const waiting = new Map<number, (message: z.output<typeof reply>) => void>();
  socket.on('message', (bytes) => {
    const { success, data } = reply.safeParse(JSON.parse(String(bytes)));
    if (success) waiting.get(data.id)?.(data);
  });
  let sent = 0;
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        sent += 1;
        const id = sent;
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as never);
        });
        socket.send(JSON.stringify({ id, method, params }));
      }),
    close: () => socket.close(),
  };
}
