import { randomUUID } from 'node:crypto';
import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { createTokenIssuer } from '@campus/testing/tokens';
import { expect, test } from 'vitest';

const { environment, sign } = await createTokenIssuer();
const verify = createTokenVerifier({
  keys: createKeySource(environment.JWKS_URL),
  issuer: environment.JWT_ISSUER,
  audience: environment.JWT_AUDIENCE,
});

test('services accept the tokens as those of auth', async () => {
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  const caller = await verify(sign({ role: 'kitchen', userId, sessionId }));
  expect(caller).toMatchObject({ id: userId, role: 'kitchen', sessionId });
});

test('an expired token and one with a wrong claim are refused', async () => {
  await expect(verify(sign({ role: 'consumer', expiresIn: '-5m' }))).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  await expect(verify(sign({ role: 'consumer', token_use: 'refresh' }))).rejects.toMatchObject({
    code: 'INVALID_TOKEN',
  });
});
