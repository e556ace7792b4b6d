const MOST = 400;

// What a text must look like to be shown: an id, a moment, a day, or a word of a program such as `order.placed`.
const HARMLESS =
  /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?|[a-z][a-z_.]{0,40}|ORD-[\w-]+)$/;
// Words that people choose look like those of programs.
const PERSONAL = /name|phone|address|instruction|reason|note|token|otp|code|secret|password|email|vpa|_by$/i;

/** A message for a terminal that others may see: the form and the ids stay, what people wrote or are called does not. */
export function preview(body: string): string {
  try {
    const text = JSON.stringify(JSON.parse(body), hidden);
    return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  } catch {
    return `no JSON, ${Buffer.byteLength(body)} bytes`;
  }
}

function hidden(key: string, value: unknown): unknown {
  if (key.startsWith('trace')) return undefined;
  if (typeof value === 'string') return HARMLESS.test(value) && !PERSONAL.test(key) ? value : '…';
  return typeof value === 'number' && PERSONAL.test(key) ? '…' : value;
}
