import type { Express } from 'express';

/** Every method and path that an app really answers, as its router has them: `GET /api/v1/orders/:id`. */
export function liveRoutes(app: Express): string[] {
  return app.router.stack.flatMap(({ route }) =>
    route ? [...new Set(route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`))] : [],
  );
}
