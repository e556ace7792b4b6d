import { startTcpProxy, type TcpProxy } from '@campus/testing/tcp-proxy';
import { connect } from 'amqplib';

/** A place for the proxy that handlers reach into before it exists. */
export function proxied() {
  const line: { proxy?: TcpProxy } = {};
  const via = async (url: string) => {
    line.proxy = await startTcpProxy(url);
    return line.proxy.url;
  };
  return { line, via };
}

/** How many messages wait in a queue; those in a consumer's hands do not count. */
export async function waitingIn(url: string, queue: string): Promise<number> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const { messageCount } = await channel.checkQueue(queue);
  await connection.close();
  return messageCount;
}
