import { menuAdmin } from './en/menu-admin.ts';
import { people } from './en/people.ts';
import { settings } from './en/settings.ts';

export const enOffice = { menuAdmin, people, settings };
