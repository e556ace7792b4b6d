import { useState } from 'react';

/** The value, or the last one there was: what a dialog shows while it is closing. */
export function useLast<Value>(value: Value | undefined): Value | undefined {
  const [last, keep] = useState(value);
  if (value !== undefined && value !== last) keep(value);
  return value ?? last;
}
