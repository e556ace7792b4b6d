import type { Route } from '@campus/http/routes';
import { adminCategoryRoutes } from './admin-category-routes.ts';
import { type AdminItemDoor, adminItemRoutes } from './admin-item-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { createMenuAnswers } from './menu-answers.ts';
import { menuOrderRoute } from './menu-order-route.ts';
import { menuRoutes } from './menu-routes.ts';

/** Every route of this service. */
export function catalogRoutes(door: AdminItemDoor): Route[] {
  const { livingMenu, search } = door;
  return [
    ...menuRoutes({ livingMenu, search, answers: createMenuAnswers() }),
    ...adminItemRoutes(door),
    ...adminCategoryRoutes(door),
    menuOrderRoute(door),
    ...imageRoutes(door),
  ];
}
