import { type GatewayRoute, routes } from './routes.ts';

// Plain segments only. No path of ours needs an escape, and services decode what we would have compared undecoded:
// `%2e%2e`, `%2f`, `;`, `//`, `.` and `..` are refused instead of understood (security-operations S31).
const PLAIN_PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+\/?$/;

const table = routes.map((route) => ({ route, segments: route.path.split('/') }));

/** The route of a request target, or undefined for anything that is not in the table or not plain. */
export function findRoute(target: string): GatewayRoute | undefined {
  const [path = ''] = target.split('?', 1);
  if (!PLAIN_PATH.test(path)) return undefined;
  const asked = path.replace(/\/$/, '').split('/');
  return table.find(({ segments }) => isPrefix(segments, asked))?.route;
}

function isPrefix(segments: string[], asked: string[]): boolean {
  return (
    segments.length <= asked.length && segments.every((segment, at) => segment.startsWith(':') || segment === asked[at])
  );
}
