import type { Provider } from '../providers.ts';

export interface RequestEntry {
  at: string;
  provider: Provider;
  method: string;
  path: string;
  headers: Record<string, unknown>;
  body: unknown;
  /** 0: the connection ended without an answer. */
  status: number;
  duration_ms: number;
  fault: string | null;
}
