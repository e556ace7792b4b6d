import type { Route } from './service-routes.ts';

/** `POST /api/v1/orders/:id/cancel`, the name of an operation in the contracts. */
export function keyOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path}`;
}

/** `/api/v1/orders/{id}/cancel`. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

/** `postOrdersByIdCancel`: made of method and path, so it changes only when they do. */
export function operationIdOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const words = path
    .replace('/api/v1', '')
    .replaceAll(':', 'by-')
    .split(/[^a-z0-9]+/i)
    .filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
