import type { Things } from './arbitrary-of-schema.ts';
import { authorization } from './credentials.ts';
import type { Operation } from './document.ts';
import type { RawRequest } from './raw-request.ts';
import type { Scene } from './scene.ts';
import { jsonRequest, validBody, validTarget } from './valid-request.ts';

/** A place in a request where its sender writes text, and the request with another text there; the rest of it is valid. */
export interface TextPlace {
  place: string;
  withText(text: string): RawRequest;
}

/** Every place of an operation that takes text: in the path, the query, the headers and the JSON body. */
export function textPlaces(scene: Scene, { operation, things }: { operation: Operation; things: Things }): TextPlace[] {
  const target = validTarget(operation, things);
  const body = validBody(operation, things);
  const own = authorization(scene, operation);
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([hole, name]) => ({
    place: `path ${name}`,
    withText: (text: string) => jsonRequest(operation, operation.path.replace(hole, encoded(text)), body, own),
  }));
  const others = operation.parameters.map(({ name, in: where }) => ({
    place: `${where} ${name}`,
    withText: (text: string) =>
      where === 'query'
        ? jsonRequest(operation, `${target}?${name}=${encoded(text)}`, body, own)
        : jsonRequest(operation, target, body, { ...own, [name.toLowerCase()]: headerSafe(text) }),
  }));
  const inBody = textFields(body).map((path) => ({
    place: `body ${path.join('.')}`,
    withText: (text: string) => jsonRequest(operation, target, replaced(body, path, text), own),
  }));
  return [...inPath, ...others.filter(({ place }) => !place.startsWith('path')), ...inBody];
}

/** As it goes over the wire, also what is no text at all: a lone surrogate becomes the three bytes that would be it. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{F0000}')).replaceAll('%F3%B0%80%80', '%ED%A0%80');
}

function headerSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

function textFields(body: unknown, path: string[] = []): string[][] {
  if (typeof body === 'string') return [path];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => textFields(value, [...path, name]));
}

function replaced(body: unknown, [name, ...rest]: string[], text: string): unknown {
  if (name === undefined) return text;
  if (Array.isArray(body)) return body.map((entry, at) => (String(at) === name ? replaced(entry, rest, text) : entry));
  const fields = body as Record<string, unknown>;
  return { ...fields, [name]: replaced(fields[name], rest, text) };
}
