import type { StaffView } from '@campus/contracts/auth-api';

/** Whether nobody else could let people in: role and sign-in of this person have to stay. */
export function isLastAdmin(person: StaffView, people: readonly StaffView[]): boolean {
  const admins = people.filter(({ role, is_active }) => role === 'admin' && is_active);
  return admins.length === 1 && admins[0]?.id === person.id;
}

const ORDER: readonly StaffView['role'][] = ['admin', 'kitchen', 'delivery'];

/** Who can sign in first, then by role and name. */
export function inOrder(people: readonly StaffView[]): StaffView[] {
  const rank = ({ is_active, role }: StaffView) => (is_active ? 0 : ORDER.length) + ORDER.indexOf(role);
  return people.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

export function found(people: readonly StaffView[], search: string): StaffView[] {
  const word = search.trim().toLowerCase();
  return people.filter(({ name, username }) => `${name} ${username}`.toLowerCase().includes(word));
}
