import { forbidden, unauthenticated } from '@campus/errors/app-error';
import type { Work } from './work.ts';

/** Here is the truth about staff: an admin who was deactivated a second ago cannot make another one with the old token. */
export async function requireActingAdmin(work: Work, id: string): Promise<void> {
  const admin = await work.staff.find(id);
  if (!admin?.isActive) throw unauthenticated('This account is not active.');
  if (admin.role !== 'admin') throw forbidden();
}
