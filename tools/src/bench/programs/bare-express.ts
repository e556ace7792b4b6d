import type { AddressInfo } from 'node:net';
import express from 'express';

/** The least that can serve a request. */
const app = express();
app.get('/', (_request, response) => void response.send('ok'));
const server = app.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});
