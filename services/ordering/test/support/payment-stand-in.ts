import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '@campus/testing/at-end';

/** Payment's one internal route, for stories that are about ordering alone; `behave` decides how it answers. */
export async function startPayment() {
  const requests: { authorization: string | undefined; body: { order_id: string; amount_paise: number } }[] = [];
  const state = { behave: 'answer' as 'answer' | 'refuse' | 'tear' | 'hang' };
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const body = JSON.parse(Buffer.concat(chunks).toString());
    requests.push({ authorization: request.headers.authorization, body });
    if (state.behave === 'hang') return;
    if (state.behave === 'tear') return void request.socket.resetAndDestroy();
    if (state.behave === 'refuse') return void response.writeHead(503).end('{}');
    const payment = {
      gateway_order_id: `order_${body.order_id.slice(-14)}`,
      amount: body.amount_paise / 100,
      currency: 'INR',
      key_id: 'rzp_test_stand_in',
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ payment }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, state };
}
