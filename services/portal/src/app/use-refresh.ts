import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';

const TOGETHER_MS = 400;

/** Asks for everything below this key again, once for messages that come together: a menu put in order is one message per dish. */
export function useRefresh(queryKey: QueryKey): () => void {
  const client = useQueryClient();
  const hash = JSON.stringify(queryKey);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return useCallback(() => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void client.invalidateQueries({ queryKey: JSON.parse(hash) }), TOGETHER_MS);
  }, [client, hash]);
}
