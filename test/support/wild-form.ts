import fc from 'fast-check';
import { hostileBody } from './hostile.ts';

const BOUNDARY = 'campus-boundary';
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

/** Multipart bodies for these file fields: whole, broken, of another kind, too many, too large. */
export function wildForm(fields: string[]): fc.Arbitrary<{ type: string; bytes: Buffer }> {
  const content = fc.oneof(
    fc.constantFrom(Buffer.from(PNG, 'base64'), Buffer.from(PNG, 'base64').subarray(0, 40), Buffer.from(SVG)),
    fc.constant(Buffer.alloc(300_000, 'x')),
    hostileBody,
  );
  const part = fc.record({
    field: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fields) }, fc.constantFrom('', 'other', '__proto__')),
    name: fc.constantFrom('dish.png', '../../etc/passwd', 'a\\".svg', ''),
    type: fc.constantFrom('image/png', 'image/svg+xml', 'text/html', 'nonsense'),
    content,
  });
  const ending = fc.constantFrom(`--${BOUNDARY}--\r\n`, `--${BOUNDARY}`, '');
  const type = fc.oneof(
    { weight: 6, arbitrary: fc.constant(`multipart/form-data; boundary=${BOUNDARY}`) },
    fc.constantFrom('multipart/form-data', `multipart/form-data; boundary=${'b'.repeat(200)}`, 'multipart/mixed'),
  );
  return fc.tuple(fc.array(part, { maxLength: 3 }), ending, type).map(([parts, end, sentAs]) => ({
    type: sentAs,
    bytes: Buffer.concat([...parts.flatMap(written), Buffer.from(end)]),
  }));
}

function written({ field, name, type, content }: { field: string; name: string; type: string; content: Buffer }) {
  const disposition = `Content-Disposition: form-data; name="${field}"; filename="${name}"`;
  const head = [`--${BOUNDARY}`, disposition, `Content-Type: ${type}`, '', ''].join('\r\n');
  return [Buffer.from(head), content, Buffer.from('\r\n')];
}
