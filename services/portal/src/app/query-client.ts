import { QueryClient } from '@tanstack/react-query';
import { isApiError } from '../api/api-error.ts';

const FRESH_MS = 15_000;
const RETRIES = 2;

/** Asks again what may heal by itself, and nothing that was refused. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // A device that is offline says so at once instead of loading for ever.
        networkMode: 'always',
        retry: (failures, error) =>
          failures < RETRIES && isApiError(error, 'OFFLINE', 'TIMED_OUT', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
