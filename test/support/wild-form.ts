import fc from 'fast-check';
import { hostileBody } from './hostile.ts';

const BOUNDARY = 'wild';
const WHOLE = [
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAE0lEQVQImWP4z8DwnwGM/zMwAAAf7gP9qS/A4gAAAABJRU5ErkJggg==',
  'UklGRjwAAABXRUJQVlA4IDAAAADQAQCdASoCAAIAAUAmJaACdLoB+AADsAD+8ut//NgVzXPv9//S4P0uD9Lg/9KQAAA=',
].map((text) => Buffer.from(text, 'base64'));
const OTHER_KINDS = [
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'GIF89a',
  '\xff\xd8\xff<html>',
  '',
  'x'.repeat(200_000),
];

const content = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WHOLE) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...WHOLE), fc.nat(90)).map(([whole, end]) => whole.subarray(0, end)),
  },
  { weight: 2, arbitrary: fc.constantFrom(...OTHER_KINDS).map((text) => Buffer.from(text, 'latin1')) },
  { weight: 1, arbitrary: hostileBody },
);

/** Multipart forms for these file fields, from the one that is meant to what is no form at all. */
export function wildForm(fields: string[]): fc.Arbitrary<{ type: string; bytes: Buffer }> {
  const field = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...fields) },
    fc.constantFrom('other', '', '__proto__'),
  );
  const head = fc.constantFrom(
    '; filename="a.jpg"\r\ncontent-type: image/jpeg',
    '; filename="../x"',
    '',
    '; filename=',
  );
  const part = fc
    .tuple(field, head, content)
    .map(([name, rest, bytes]) =>
      Buffer.concat([
        Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n`),
        bytes,
        Buffer.from('\r\n'),
      ]),
    );
  const parts = fc.oneof({ weight: 4, arbitrary: part.map((one) => [one]) }, fc.array(part, { maxLength: 12 }));
  const end = fc.oneof(
    { weight: 6, arbitrary: fc.constant(`--${BOUNDARY}--\r\n`) },
    fc.constantFrom('', `--${BOUNDARY}`),
  );
  const form = `multipart/form-data; boundary=${BOUNDARY}`;
  const type = fc.oneof(
    { weight: 8, arbitrary: fc.constant(form) },
    fc.constantFrom(
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/mixed; boundary=wild',
      'application/json',
      '',
    ),
  );
  return fc.tuple(parts, end, type).map(([sent, last, sentAs]) => ({
    type: sentAs,
    bytes: Buffer.concat([...sent, Buffer.from(last)]),
  }));
}
