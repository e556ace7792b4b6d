import { enOffice } from './en-office.ts';

/** The words of pages that are loaded when they are asked for; apart from `texts`, which everybody loads first. */
export const office: typeof enOffice = enOffice;
