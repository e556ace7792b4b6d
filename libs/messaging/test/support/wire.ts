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
