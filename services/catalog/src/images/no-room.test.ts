import { expect, it } from 'vitest';
import { unlessNoRoom } from './no-room.ts';

it.each(['ENOSPC', 'EDQUOT'])('%s means that pictures cannot be taken now, and may be later', (code) => {
  const cause = Object.assign(new Error('write failed'), { code });
  expect(() => unlessNoRoom(cause)).toThrow(expect.objectContaining({ kind: 'unavailable', cause }));
});

it('a directory that may not be written to is for a person to mend', () => {
  const error = Object.assign(new Error('permission denied'), { code: 'EACCES' });
  expect(() => unlessNoRoom(error)).toThrow(error);
});
