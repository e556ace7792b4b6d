import { createContext, use } from 'react';
import { createFormat, type Format } from '../texts/format.ts';

export const FormatContext = createContext<Format>(createFormat({ locale: 'en-IN', timeZone: 'Asia/Kolkata' }));

/** Amounts and times as people here write them. */
export function useFormat(): Format {
  return use(FormatContext);
}
