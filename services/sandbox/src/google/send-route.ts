import { type Request, Router } from 'express';
import { digits } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import { isValidAccessToken } from './access-token.ts';
import { googleError } from './google-error.ts';
import { readSendRequest, type SendRequest } from './message-schema.ts';
import { behave } from './token-behaviour.ts';

export function sendRoute(sandbox: Sandbox): Router {
  return Router({ caseSensitive: true }).post('/v1/projects/:project/messages\\:send', async (request, response) => {
    authenticate(sandbox, request);
    if (request.params.project !== sandbox.config.FCM_PROJECT_ID)
      throw googleError(404, 'Requested entity was not found.');
    const asked = readSendRequest(request.body);
    if ((await behave(sandbox, asked.message.token ?? '')) === 'reset') return void request.socket.resetAndDestroy();
    response.json({ name: accept(sandbox, asked) });
  });
}

function authenticate(sandbox: Sandbox, request: Request) {
  const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
  if (isValidAccessToken(sandbox.account, token, Date.now())) return;
  throw googleError(
    401,
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  );
}

function accept(sandbox: Sandbox, { message, validate_only: validateOnly }: SendRequest): string {
  const { token, topic, condition, notification, data = {} } = message;
  const name = `projects/${sandbox.config.FCM_PROJECT_ID}/messages/0:${Date.now()}${digits(sandbox.random, 6)}`;
  const recipient = token ?? (topic === undefined ? `condition:${condition}` : `topic:${topic}`);
  const { title = null, body = null } = notification ?? {};
  if (!validateOnly)
    sandbox.fcm.pushes.push({ token: recipient, title, body, data, at: new Date().toISOString(), name, message });
  return name;
}
