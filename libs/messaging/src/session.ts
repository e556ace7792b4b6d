import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Channel, type ChannelModel, type ConfirmChannel, connect } from 'amqplib';

/** One connection from its opening to its end. It is never repaired: whoever needs another opens another. */
export interface Session {
  openChannel(): Promise<Channel>;
  openConfirmChannel(): Promise<ConfirmChannel>;
  /** Aborted when the connection is gone: what it delivered and was not acked will be delivered again. */
  signal: AbortSignal;
  /** Resolves with the reason when the connection is gone; never rejects. */
  ended: Promise<string>;
  blocked(): boolean;
  /** Gives the connection up without waiting for the broker. */
  drop(reason: string): void;
  /** Says goodbye; resolves after at most a second. */
  close(): Promise<void>;
}

const HEARTBEAT_SECONDS = 5; // a dead peer is noticed within 15 s; the server's own default takes minutes
const CONNECT_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 1_000;

/** Connects, or rejects within five seconds. An error or close of any of its channels ends the session. */
export async function openSession({ url, name }: { url: string; name: string }): Promise<Session> {
  const address = new URL(url);
  address.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  const connection = await connect(address.href, {
    timeout: CONNECT_TIMEOUT_MS,
    noDelay: true,
    keepAlive: true,
    clientProperties: { connection_name: name },
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const gone = new AbortController();
  setMaxListeners(0, gone.signal);
  const drop = (reason: string) => {
    end(reason);
    gone.abort();
    void closeQuietly(connection);
  };
  connection.on('error', (error) => end(error.message));
  connection.on('close', (error) => drop(error?.message ?? 'closed'));
  const alarm = watchAlarm(connection);
  return {
    openChannel: async () => guarded(await connection.createChannel(), drop),
    openConfirmChannel: async () => guarded(await connection.createConfirmChannel(), drop),
    signal: gone.signal,
    ended,
    blocked: () => alarm.raised,
    drop,
    close: () => closeQuietly(connection),
  };
}

function watchAlarm(connection: ChannelModel) {
  const alarm = { raised: false };
  connection.on('blocked', () => {
    alarm.raised = true;
  });
  connection.on('unblocked', () => {
    alarm.raised = false;
  });
  return alarm;
}

function guarded<Opened extends Channel>(channel: Opened, drop: (reason: string) => void): Opened {
  channel.on('error', (error) => drop(error.message));
  channel.on('close', () => drop('channel closed'));
  return channel;
}

// A connection that is already closed, or whose peer is frozen, is as good as closed: there is nothing left to report.
async function closeQuietly(connection: ChannelModel): Promise<void> {
  const closing = connection.close().then(
    () => 'closed',
    (error: unknown) => error,
  );
  await Promise.race([closing, sleep(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
}
