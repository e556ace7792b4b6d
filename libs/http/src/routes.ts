import type { Caller } from '@campus/auth/verify-token';
import type { ErrorCode } from '@campus/contracts/error-codes';
import type { RequestHeader } from '@campus/contracts/request-headers';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { KeyedRequest } from './keyed-request.ts';
import type { Reply } from './reply.ts';

export type Role = Caller['role'];
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: everyone, everyone signed in, or only these roles. */
export type Access = 'public' | 'signed-in' | readonly Role[];

type Schema = z.ZodType | undefined;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Handled<S> = S extends z.ZodType ? Promise<z.input<S> | Reply<z.input<S>>> : Promise<unknown>;

export interface RouteOptions<
  May extends Access,
  Body extends Schema,
  Params extends Schema,
  Query extends Schema,
  Answer extends Schema,
> {
  may: May;
  summary: string;
  /** What a client must know beyond the summary. */
  description?: string;
  body?: Body;
  params?: Params;
  query?: Query;
  /** The shape of the successful answer; without one the route answers 204. */
  answer?: Answer;
  /** Status of the successful answer, 200 unless said (created things 201). */
  status?: number;
  /** `raw` hands the untouched bytes to the handler (webhooks); `stream` leaves the response to it (server-sent events). */
  mode?: 'json' | 'raw' | 'stream';
  /** What the bytes of a `raw` body are, for the document; JSON unless said. */
  contentType?: string;
  /** A command that its sender may repeat with an `Idempotency-Key`; its effect takes the key (`keyed`). */
  idempotent?: true;
  /** Bytes; 100 kB unless said. */
  bodyLimit?: number;
  /** Codes it refuses with, beyond those that follow from the other options (role, schemas, idempotency, limits). */
  errors?: readonly ErrorCode[];
  /** Headers that it reads, beyond those of every route. */
  headers?: readonly Exclude<RequestHeader, 'Idempotency-Key'>[];
  /** The files of a multipart body by field, with the media types that each may have. Each arrives in `body` as a `File`. */
  files?: Readonly<Record<string, readonly string[]>>;
  /** Bytes of each file; as many as the body may have unless said. */
  fileLimit?: number;
  /** Media types of the answer besides the JSON of `answer`; without `answer` the only ones. */
  answersAs?: readonly string[];
  /** Answers that are neither the success nor the error envelope, by status. */
  otherAnswers?: Readonly<Record<number, z.ZodType>>;
}

export interface Incoming<May extends Access, Body, Params, Query> {
  caller: May extends 'public' ? undefined : Caller;
  body: Body;
  params: Params;
  query: Query;
  /** Set when the route is idempotent and the sender gave a key; goes to whoever keeps the answer along with the effect. */
  keyed: KeyedRequest | undefined;
  request: Request;
  response: Response;
}

/** One door of a service, as data: the server mounts it and the OpenAPI document is made from it. */
export interface Route {
  method: Method;
  path: string;
  options: RouteOptions<Access, Schema, Schema, Schema, Schema>;
  handle(incoming: Incoming<Access, unknown, unknown, unknown>): Promise<unknown>;
}

function declare(method: Method) {
  return <
    const May extends Access,
    Body extends Schema = undefined,
    Params extends Schema = undefined,
    Query extends Schema = undefined,
    Answer extends Schema = undefined,
  >(
    path: string,
    options: RouteOptions<May, Body, Params, Query, Answer>,
    handler: (incoming: Incoming<May, Parsed<Body>, Parsed<Params>, Parsed<Query>>) => Handled<Answer>,
    // The schemas of `options` are what makes `incoming` fit; TypeScript cannot follow that through the list of routes.
  ): Route => ({ method, path, options, handle: handler as Route['handle'] });
}

/**
 * Declares a route: `post('/orders', { may: ['consumer'], body: placeOrderBody, answer: placedOrder, status: 201, summary }, handler)`.
 * The handler gets parsed input and a caller whose role was checked, and returns the answer (or a `reply` with another status or headers).
 */
export const get = declare('get');
export const post = declare('post');
export const put = declare('put');
export const patch = declare('patch');
export const del = declare('delete');
