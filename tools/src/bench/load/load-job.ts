/** What is asked, again and again. */
export interface LoadRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** A new `Idempotency-Key` with each, as the pages send it. */
  isKeyed?: boolean;
  /** Reading a body costs the loader time: only where it is of use. */
  wantsBody?: boolean;
}

interface Load {
  origin: string;
  request: LoadRequest;
  /** Access tokens of the students, who take turns in an open load and have a connection each in a closed one. */
  tokens: string[];
  seconds: number;
}

/** Each student asks again as soon as the answer is there. */
export interface ClosedLoad extends Load {
  kind: 'closed';
  /** Origin of the sandbox where each order is paid by UPI before the next. */
  payAt?: string;
}

/** Requests come at a fixed rate, whether or not earlier ones were answered. */
export interface OpenLoad extends Load {
  kind: 'open';
  perSecond: number;
}

export type LoadJob = ClosedLoad | OpenLoad;

export interface LoadResult {
  /** Answers below 400. */
  answers: number;
  /** Everything else, by status or error. */
  refusals: Record<string, number>;
  startedAt: number;
  /** From the first request to the last answer. */
  elapsedMs: number;
  /** CPU of the loading process. */
  cpuSeconds: number;
  /** Milliseconds to each answer; in an open load from the moment at which the request was due. */
  latencies: number[];
  /** What an open load has placed. */
  orders: PlacedOrder[];
}

export interface PlacedOrder {
  id: string;
  dueAt: number;
  answeredAt: number;
}
