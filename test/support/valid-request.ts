import type { Things } from './arbitrary-of-schema.ts';
import type { Operation } from './document.ts';

const OWN: Record<string, keyof Things> = { menu_item_id: 'items', category_id: 'categories', staff_id: 'staff' };
const OWN_LISTS: Record<string, keyof Things> = { item_ids: 'items', category_ids: 'categories' };

/** The operation's path with things that exist. */
export function validTarget({ path, parameters }: Operation, things: Things): string {
  return path.replace(/(\w+)\/\{(\w+)\}/g, (_all, word: string, name: string) => {
    const known = Object.entries(things)
      .find(([thing]) => thing === word)?.[1]
      .at(0);
    const example = parameters.find((parameter) => parameter.name === name)?.example;
    return `${word}/${known ?? example}`;
  });
}

/** The operation's own example of a JSON body, with things that exist; undefined when it takes none. */
export function validBody({ requestBody }: Operation, things: Things): unknown {
  const example = requestBody?.content['application/json']?.example;
  if (example === undefined) return undefined;
  return JSON.parse(JSON.stringify(example), (name, value) => {
    const thing = OWN[name];
    const list = OWN_LISTS[name];
    if (list) return things[list];
    return thing ? things[thing][0] : value;
  });
}

export function jsonRequest(
  { method }: Operation,
  target: string,
  body: unknown,
  headers: Record<string, string> = {},
) {
  return {
    method,
    target,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
  };
}
