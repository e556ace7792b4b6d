import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import { createHeard, withHeard } from '../../live/heard.ts';
import { refreshed } from '../../live/keep-newest.ts';
import type { LiveMessages } from '../../live/messages.ts';
import { type Category, type Dish, fetchedDish, heardDish, isOnMenu, isShown, type Menu } from './dish.ts';

const KEY = ['menu'];
const EVERY_MS = 60_000;
/** The menu's answers may be a second old; the way here takes its time too. */
const LAG_MS = 3_000;

/** The menu, kept true by messages; of an answer and a message the higher version is shown, so it never steps back. */
export function useMenu() {
  const api = useApi();
  const client = useQueryClient();
  const heard = useHeardMenu(client);
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Menu> => {
      const [dishMark, categoryMark] = [heard.dishes.mark(), heard.categories.mark()];
      const [{ items }, { categories }] = await Promise.all([
        api.call('GET /menu/items', { signal }),
        api.call('GET /menu/categories', { signal }),
      ]);
      const shown = knownMenu(client);
      const dishes = refreshed(items.map(fetchedDish), shown?.dishes ?? []);
      return {
        dishes: heard.dishes.bringUpToDate(dishes, { mark: dishMark, belongs: isOnMenu }),
        categories: heard.categories.bringUpToDate(refreshed<Category>(categories, shown?.categories ?? []), {
          mark: categoryMark,
          belongs: isShown,
        }),
      };
    },
    refetchInterval: EVERY_MS,
    // What changed while another page was open was not heard here.
    refetchOnMount: 'always',
  });
}

export function knownMenu(client: QueryClient): Menu | undefined {
  return client.getQueryData<Menu>(KEY);
}

function useHeardMenu(client: QueryClient) {
  const [heard] = useState(() => {
    const options = { now: () => performance.now(), lagMs: LAG_MS };
    return { dishes: createHeard<Dish>(options), categories: createHeard<Category>(options) };
  });
  const change = useCallback(
    (next: (menu: Menu) => Menu) => client.setQueryData<Menu>(KEY, (menu) => menu && next(menu)),
    [client],
  );
  const again = useCallback(() => void client.invalidateQueries({ queryKey: KEY }), [client]);
  useLiveMessage('catch-up', again);
  useLiveMessage(
    'menu_item',
    useCallback(
      (message: LiveMessages['menu_item']) => {
        const dish = heardDish(message);
        if (heard.dishes.note(dish)) change((menu) => ({ ...menu, dishes: withHeard(menu.dishes, dish, isOnMenu) }));
      },
      [heard, change],
    ),
  );
  useLiveMessage(
    'category',
    useCallback(
      ({ category }: LiveMessages['category']) => {
        if (!heard.categories.note(category)) return;
        change((menu) => ({ ...menu, categories: withHeard<Category>(menu.categories, category, isShown) }));
        // The dishes of one that was off are not here; an answer of this moment may not have them yet.
        if (category.is_active) for (const ms of [0, LAG_MS]) setTimeout(again, ms);
      },
      [heard, change, again],
    ),
  );
  return heard;
}
