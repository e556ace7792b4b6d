import type { Caller, VerifyToken } from '@campus/auth/verify-token';
import { forbidden, unauthenticated } from '@campus/errors/app-error';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { AnswerStore, KeptAnswer, KeyedRequest } from './keyed-request.ts';
import { readMultipart, requireMultipart } from './multipart.ts';
import { once } from './once.ts';
import { parse } from './parse.ts';
import { requireReadableQuery } from './readable-query.ts';
import { refuseDeepBody } from './refuse-deep-body.ts';
import { Reply } from './reply.ts';
import type { Access, Route } from './routes.ts';

const DEFAULT_BODY_LIMIT = 100_000;
// Nobody compresses what is sent to us: a body that says so is refused instead of unpacked (S33).
const anyJson = express.json({ limit: DEFAULT_BODY_LIMIT, inflate: false });

export interface Guards {
  verifyToken: VerifyToken;
  /** Needed by routes that are `idempotent`. */
  answers?: AnswerStore | undefined;
}

/** Mounts the routes: identify, check the role, read and parse the body, handle, answer. Rejections go to the error handler. */
export function mount(app: Express, routes: Route[], { verifyToken, answers }: Guards): void {
  for (const route of routes) {
    app[route.method](route.path, admit(route.options.may, verifyToken), bodyReader(route), door(route, answers));
  }
}

function admit(may: Access, verifyToken: VerifyToken): RequestHandler {
  if (may === 'public') return (_request, _response, next) => next();
  return async (request, response, next) => {
    const caller = await verifyToken(bearerToken(request));
    response.locals.caller = caller;
    if (may !== 'signed-in' && !may.includes(caller.role)) throw forbidden();
    next();
  };
}

function bearerToken(request: Request): string {
  const [scheme, token] = (request.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthenticated('Send an access token as a bearer token.');
  return token;
}

function bodyReader({ options }: Route): RequestHandler | RequestHandler[] {
  const limit = options.bodyLimit ?? DEFAULT_BODY_LIMIT;
  const bytes = express.raw({ type: () => true, limit, inflate: false });
  if (options.mode === 'raw') return bytes;
  if (options.files) return [requireMultipart, bytes, readMultipart(options.fileLimit ?? limit)];
  if (options.mode === 'stream' || !options.body) return (_request, _response, next) => next();
  return [options.bodyLimit ? express.json({ limit, inflate: false }) : anyJson, refuseDeepBody];
}

function door(route: Route, answers: AnswerStore | undefined): RequestHandler {
  return async (request, response) => {
    const caller = response.locals.caller as Caller;
    const run = (keyed: KeyedRequest | undefined) => answerOf(route, { request, response, caller, keyed });
    const store = route.options.idempotent ? answers : undefined;
    const answer = store ? await once(store, { request, caller }, run) : await run(undefined);
    if (route.options.mode !== 'stream') send(response, answer);
  };
}

interface Visit {
  request: Request;
  response: Response;
  caller: Caller;
  keyed: KeyedRequest | undefined;
}

type Sent = KeptAnswer & { bytes?: Uint8Array | undefined; headers?: Record<string, string> };

async function answerOf({ options, handle }: Route, { request, ...visit }: Visit): Promise<Sent> {
  if (options.query) requireReadableQuery(request.originalUrl);
  const result = await handle({
    ...visit,
    request,
    body: options.body && options.mode !== 'raw' ? parse(options.body, request.body ?? {}) : request.body,
    params: options.params && parse(options.params, request.params),
    query: options.query && parse(options.query, request.query),
  });
  if (result instanceof Reply) return result;
  return options.answer === undefined
    ? { status: options.status ?? 204, body: undefined }
    : { status: options.status ?? 200, body: result };
}

function send(response: Response, { status, body, bytes, headers = {} }: Sent): void {
  response.status(status).set(headers);
  if (bytes) response.end(bytes);
  else if (body === undefined || body === null) response.end();
  else response.json(body);
}
