import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@campus/testing/random';
import type { Line, LineOptions } from './lines.ts';

/** A client with a will of its own to come back: to any replica, until it has no reason any more. */
export interface Client {
  /** Loses its connection and comes back after `awayMs`, or when `until` resolves. */
  leave(away: { awayMs: number } | { until: Promise<unknown> }): void;
  connections: number;
  stop(): void;
}

export interface ClientOptions {
  urls: readonly [string, ...string[]];
  token: string;
  random: Random;
  open(options: LineOptions): Line;
  /** Whether it has seen all that there is to see. */
  isDone(): boolean;
}

export function startClient({ urls, token, random, open, isDone }: ClientOptions): Client {
  let line: Line | undefined;
  let stopped = false;
  const client: Client = {
    connections: 0,
    leave(away) {
      if (!line) return;
      line.drop();
      line = undefined;
      void comeBack('until' in away ? away.until : sleep(away.awayMs));
    },
    stop() {
      stopped = true;
      line?.drop();
    },
  };

  async function comeBack(when: Promise<unknown>): Promise<void> {
    await when;
    if (stopped || isDone()) return;
    client.connections += 1;
    line = open({
      url: random.pick(urls),
      token,
      lost() {
        line = undefined;
        void comeBack(sleep(random.whole(20, 200)));
      },
    });
  }

  void comeBack(Promise.resolve());
  return client;
}
