import { enOffice } from './en-office.ts';

/** A second language is one more object of this type. */
export type OfficeTexts = typeof enOffice;

/** The words of the office's pages. They arrive with those pages: neither a student nor the kitchen loads them first. */
export const officeTexts: OfficeTexts = enOffice;
