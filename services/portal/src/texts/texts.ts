import { en } from './en.ts';

/** A second language is one more object of this type. */
export type Texts = typeof en;

/** Every word that a person reads. */
export const texts: Texts = en;
