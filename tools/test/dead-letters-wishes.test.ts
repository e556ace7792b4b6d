import { expect, test } from 'vitest';
import { preview } from '../src/dead-letters/preview.ts';
import { readWish } from '../src/dead-letters/wishes.ts';

const nothingSaid = { of: undefined, id: undefined, type: undefined, limit: undefined };

test('without words it lists', () => {
  expect(readWish([])).toEqual({ action: 'list', json: false, choice: nothingSaid });
  const chosen = readWish(['list', '--of', 'payment', '--type', 'order.placed', '--limit', '5', '--json']);
  expect(chosen).toEqual({
    action: 'list',
    json: true,
    choice: { ...nothingSaid, of: 'payment', type: 'order.placed', limit: 5 },
  });
});

test.each([
  [['explode'], 'There is no "explode".'],
  [['show'], 'show what?'],
  [['replay', '--all'], 'replay from whom?'],
  [['replay', '--of', 'payment'], 'replay one message id, or --all of them.'],
  [['replay', 'one', '--all', '--of', 'payment'], 'replay one message id, or --all of them.'],
  [['discard', 'one', '--of', 'payment'], 'Why?'],
  [['list', '--of', 'nobody'], '--of is one of catalog'],
  [['show', 'one', 'two'], 'One message id at a time'],
  [['list', '--limit', '-3'], '--limit'],
  [['list', '--huh'], '--huh'],
])('%j is refused with 64, what is wrong and how it is meant', (args, said) => {
  const refusal = (() => {
    try {
      return readWish(args);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toMatchObject({ exitCode: 64, message: expect.stringContaining('replay  <message id>') });
  expect(String(refusal)).toContain(said.replace('catalog', 'gateway'));
});

test('a preview shows form, ids, states and figures, and nothing that a person wrote or is called', () => {
  const id = '0195a000-0000-7000-8000-000000000001';
  const at = '2026-02-13T06:00:00.000Z';
  const order = {
    id,
    status: 'received',
    total_paise: 6_000,
    confirmed_at: at,
    customer_name: 'asha',
    phone: 9876543210,
  };
  const lines = [{ item_name: 'Dosa', special_instructions: 'no onions', quantity: 2 }];
  const shown = preview(
    JSON.stringify({ id, time: at, traceparent: '00-ab', data: { order, lines, text: 'Call me!' } }),
  );
  expect(JSON.parse(shown)).toEqual({
    id,
    time: at,
    data: {
      order: { id, status: 'received', total_paise: 6_000, confirmed_at: at, customer_name: '…', phone: '…' },
      lines: [{ item_name: '…', special_instructions: '…', quantity: 2 }],
      text: '…',
    },
  });
  expect(preview('Asha, 9876543210')).toBe('no JSON, 16 bytes');
});
