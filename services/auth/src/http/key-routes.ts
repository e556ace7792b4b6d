import { jwksAnswer } from '@campus/contracts/auth-api';
import { reply } from '@campus/http/reply';
import { get, type Route } from '@campus/http/routes';
import type { z } from 'zod';

export type PublicKey = z.output<typeof jwksAnswer>['keys'][number];

export function keyRoutes({ publishedKeys }: { publishedKeys(): PublicKey[] }): Route[] {
  const cached = { 'Cache-Control': 'public, max-age=300' };
  return [
    get(
      '/.well-known/jwks.json',
      { may: 'public', summary: 'The keys that verify our tokens', answer: jwksAnswer },
      async () => reply(200, { keys: publishedKeys() }, cached),
    ),
  ];
}
