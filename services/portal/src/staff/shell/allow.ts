import type { Role } from '@campus/contracts/values';
import { redirect } from '@tanstack/react-router';
import type { Person } from '../../session/sign-in.ts';
import { homeOf } from './destinations.ts';

/** `beforeLoad: allow('kitchen', 'admin')`: everybody else is led to their own start page. */
export function allow(...roles: Role[]) {
  return ({ context: { person } }: { context: { person: Person } }) => {
    if (!roles.includes(person.role)) throw redirect({ to: homeOf(person.role) });
  };
}
