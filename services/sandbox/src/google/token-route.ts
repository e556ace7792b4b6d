import { verify } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { issueAccessToken, TOKEN_LIFE_S } from './access-token.ts';
import type { ServiceAccount } from './service-account.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const SCOPES = ['https://www.googleapis.com/auth/firebase.messaging', 'https://www.googleapis.com/auth/cloud-platform'];
const SKEW_S = 300;

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  scope: z.string(),
  iat: z.number(),
  exp: z.number(),
});

export function tokenRoute(sandbox: Sandbox): Router {
  return Router().post('/token', (request, response) => {
    const { grant_type: grant, assertion } = request.body ?? {};
    if (grant !== GRANT) throw refused('unsupported_grant_type', `Invalid grant_type: ${String(grant ?? '')}`);
    checkAssertion(sandbox.account, String(assertion ?? ''));
    const access_token = issueAccessToken(sandbox.account, Date.now());
    response.json({ access_token, expires_in: TOKEN_LIFE_S, token_type: 'Bearer' });
  });
}

function checkAssertion(account: ServiceAccount, assertion: string) {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const signed = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    account.publicKey,
    Buffer.from(signature, 'base64url'),
  );
  if (!signed || parsePart(header, z.object({ alg: z.string() })).alg !== 'RS256') {
    throw refused('invalid_grant', 'Invalid JWT Signature.');
  }
  const claims = parsePart(payload, claimsSchema);
  const now = Date.now() / 1000;
  if (claims.iss !== account.clientEmail) throw refused('invalid_grant', 'Invalid grant: account not found');
  if (claims.aud !== AUDIENCE) throw refused('invalid_grant', 'Invalid JWT: Failed audience check.');
  if (claims.iat > now + SKEW_S || claims.exp < now || claims.exp - claims.iat > 3600) {
    throw refused(
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.',
    );
  }
  if (!SCOPES.some((scope) => claims.scope.split(' ').includes(scope)))
    throw refused('invalid_scope', 'Invalid OAuth scope.');
}

function parsePart<Schema extends z.ZodType>(part: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(jsonOf(Buffer.from(part, 'base64url').toString()));
  if (!result.success) throw refused('invalid_grant', 'Invalid JWT: claims are missing.');
  return result.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema refuses it, with the provider's answer
  }
}

function refused(error: string, error_description: string): Refusal {
  return new Refusal(400, { error, error_description });
}
