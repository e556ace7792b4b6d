import type { z } from 'zod';

export type Input<Schema extends z.ZodType> = z.input<Schema>;
export type Output<Schema extends z.ZodType> = z.output<Schema>;

/** What a call needs and gives. A field that is missing here cannot be sent. */
export interface Endpoint {
  query?: object;
  body?: unknown;
  /** `idempotent`: takes an `Idempotency-Key`, so that a repeated tap or a retry has one effect. */
  key?: 'idempotent';
  answer: unknown;
}

/** The names behind the colons of a path. */
type NameIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NameIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Needed<Name extends string, Value> = [Value] extends [never]
  ? object
  : object extends Value
    ? { [Key in Name]?: Value }
    : { [Key in Name]: Value };

type FieldOf<Of, Name extends string> = Of extends { [Key in Name]: infer Value } ? Value : never;

/** Everything a call to `Route` may say; `params` only where the path has names, `body` only where one is taken. */
export type CallOptions<Route extends string, Of extends Endpoint> = Needed<
  'params',
  [NameIn<Route>] extends [never] ? never : Record<NameIn<Route>, string>
> &
  Needed<'body', FieldOf<Of, 'body'>> &
  Needed<'query', FieldOf<Of, 'query'>> &
  (Of extends { key: 'idempotent' } ? { idempotencyKey?: string } : object) & { signal?: AbortSignal };
