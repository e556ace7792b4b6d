import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';
import jwt from 'jsonwebtoken';
import type { SampleAnswer } from '../express-yardstick.ts';

/** The least that a menu read costs: one express route that verifies the token and sends the bytes, which it has in memory. */
const [sampleFile = '', keysFile = ''] = process.argv.slice(2);
const { tag, headers, bytes }: SampleAnswer = JSON.parse(readFileSync(sampleFile, 'utf8'));
const body = Buffer.from(bytes, 'base64');
const [jwk] = JSON.parse(readFileSync(keysFile, 'utf8')).keys;
const key = createPublicKey({ key: { kty: jwk.kty, n: jwk.n, e: jwk.e }, format: 'jwk' });

const app = express().disable('x-powered-by').disable('etag');
app.get('/api/v1/menu/items', (request, response) => {
  try {
    jwt.verify(request.get('authorization')?.slice('Bearer '.length) ?? '', key, { algorithms: ['RS256'] });
  } catch {
    return void response.sendStatus(401);
  }
  response.set({ ...headers, etag: tag });
  if (request.get('if-none-match') === tag) {
    // A client cannot know whether the announced bytes come, and would open a connection for each answer.
    response.removeHeader('content-length');
    return void response.status(304).end();
  }
  response.end(body);
});
const server = app.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});
