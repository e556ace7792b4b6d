import type { Caller, VerifyToken } from '@campus/auth/verify-token';
import { forbidden, unauthenticated } from '@campus/errors/app-error';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { parse } from './parse.ts';
import { Reply } from './reply.ts';
import type { Access, Route } from './routes.ts';

const DEFAULT_BODY_LIMIT = 100_000;
const anyJson = express.json({ limit: DEFAULT_BODY_LIMIT });

/** Mounts the routes: identify, check the role, read and parse the body, handle, answer. Rejections go to the error handler. */
export function mount(app: Express, routes: Route[], verifyToken: VerifyToken): void {
  for (const route of routes) {
    app[route.method](route.path, admit(route.options.may, verifyToken), bodyReader(route), door(route));
  }
}

function admit(may: Access, verifyToken: VerifyToken): RequestHandler {
  if (may === 'public') return (_request, _response, next) => next();
  return async (request, response, next) => {
    const caller = await verifyToken(bearerToken(request));
    if (may !== 'signed-in' && !may.includes(caller.role)) throw forbidden();
    response.locals['caller'] = caller;
    next();
  };
}

function bearerToken(request: Request): string {
  const [scheme, token] = (request.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthenticated('Send an access token as a bearer token.');
  return token;
}

function bodyReader({ options }: Route): RequestHandler {
  if (options.mode === 'raw') return express.raw({ type: () => true, limit: options.bodyLimit ?? DEFAULT_BODY_LIMIT });
  if (options.mode === 'stream' || !options.body) return (_request, _response, next) => next();
  return options.bodyLimit ? express.json({ limit: options.bodyLimit }) : anyJson;
}

function door({ options, handle }: Route): RequestHandler {
  return async (request, response) => {
    const incoming = {
      caller: response.locals['caller'] as Caller,
      body: options.body && options.mode !== 'raw' ? parse(options.body, request.body ?? {}) : request.body,
      params: options.params && parse(options.params, request.params),
      query: options.query && parse(options.query, request.query),
      request,
      response,
    };
    const answer = await handle(incoming);
    if (options.mode !== 'stream') send(response, answer, options);
  };
}

function send(response: Response, answer: unknown, options: Route['options']): void {
  if (answer instanceof Reply) {
    response.status(answer.status).set(answer.headers);
    return void (answer.body === undefined ? response.end() : response.json(answer.body));
  }
  if (options.answer === undefined) return void response.status(options.status ?? 204).end();
  response.status(options.status ?? 200).json(answer);
}
