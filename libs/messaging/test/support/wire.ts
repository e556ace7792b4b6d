import { evaluate } from '@campus/testing/rabbitmqctl';
import { startTcpProxy, type TcpProxy } from '@campus/testing/tcp-proxy';

/** A place for the proxy that handlers reach into before it exists. */
export function proxied() {
  const line: { proxy?: TcpProxy } = {};
  const via = async (url: string) => {
    line.proxy = await startTcpProxy(url);
    return line.proxy.url;
  };
  return { line, via };
}

/** How many messages of a queue wait, and how many are in a consumer's hands. */
export async function queueDepth(url: string, queue: string): Promise<{ ready: number; unacked: number }> {
  const vhost = new URL(url).pathname.slice(1);
  const answer = await evaluate(`[io:format("~p ~p~n", [R, U]) ||
    [{name, {resource, _, queue, <<"${queue}">>}}, {messages_ready, R}, {messages_unacknowledged, U}] <-
    rabbit_amqqueue:info_all(<<"${vhost}">>, [name, messages_ready, messages_unacknowledged])].`);
  const [ready = Number.NaN, unacked = Number.NaN] = answer.split(/\s+/).map(Number);
  return { ready, unacked };
}
