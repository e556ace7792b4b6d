import { keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query';

/** Sales of the day go on while one looks. */
const LOOK_AGAIN_MS = 30_000;

export interface Report<Answer> {
  queryKey: QueryKey;
  isLive: boolean;
  fetch(signal: AbortSignal): Promise<Answer>;
}

export function useReport<Answer>({ queryKey, isLive, fetch }: Report<Answer>) {
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['reports', ...queryKey],
    queryFn: ({ signal }) => fetch(signal),
    refetchInterval: isLive ? LOOK_AGAIN_MS : false,
    placeholderData: keepPreviousData,
  });
  // Figures that are there stay there when fetching them anew fails.
  return { data, error: data === undefined ? error : null, refetch, isLoading: isPending };
}
