import type { Work } from './work.ts';

/** Erases what we hold of a person. That they are erased is remembered, because their last orders' events may come later. */
export async function forgetUser(work: Work, userId: string): Promise<void> {
  await work.people.markErased(userId, work.now);
  await work.deviceTokens.removeOf(userId);
  await work.notifications.removeOf(userId);
}
