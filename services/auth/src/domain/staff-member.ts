import type { DomainEvent } from '@campus/contracts/event';
import { staffChanged } from '@campus/contracts/people-events';
import { conflict } from '@campus/errors/app-error';
import { revocationTime } from './session.ts';

export type StaffRole = 'admin' | 'kitchen' | 'delivery';

export interface StaffMember {
  id: string;
  username: string;
  passwordHash: string;
  name: string;
  role: StaffRole;
  isActive: boolean;
  /** Sessions opened until then are over. */
  sessionsRevokedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

export type StaffChange = Partial<Pick<StaffMember, 'name' | 'role' | 'isActive' | 'passwordHash'>>;

interface Decision {
  staff: StaffMember;
  events: DomainEvent[];
}

export function hire(
  person: Pick<StaffMember, 'id' | 'username' | 'passwordHash' | 'name' | 'role'>,
  at: Date,
): Decision {
  return announced({
    ...person,
    isActive: true,
    sessionsRevokedAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  });
}

/** Another role, another password and deactivation end all sessions; asking for what is so already changes nothing. */
export function change(staff: StaffMember, asked: StaffChange, at: Date): Decision & { endsSessionsAt: Date | null } {
  const next = { ...staff, ...defined(asked) };
  const endsSessionsAt = losesSessions(staff, next) ? revocationTime(staff, at) : null;
  if (!endsSessionsAt && next.name === staff.name && next.isActive === staff.isActive) {
    return { staff, events: [], endsSessionsAt };
  }
  const sessionsRevokedAt = endsSessionsAt ?? staff.sessionsRevokedAt;
  return { ...announced({ ...next, sessionsRevokedAt, updatedAt: at, version: staff.version + 1 }), endsSessionsAt };
}

/** Whether somebody who is an admin now would not be one any more; asked before the row is known, whoever it may be. */
export function mayRemoveAdmin({ role, isActive }: StaffChange): boolean {
  return isActive === false || (role !== undefined && role !== 'admin');
}

/** Throws 409 `LAST_ADMIN` when the change would leave nobody who can let others in. */
export function refuseLastAdmin(staff: StaffMember, activeAdmins: string[]): void {
  if (activeAdmins.length !== 1 || activeAdmins[0] !== staff.id) return;
  throw conflict('LAST_ADMIN', 'This is the last active admin. Make somebody else an admin first.');
}

function losesSessions(before: StaffMember, after: StaffMember): boolean {
  const deactivated = before.isActive && !after.isActive;
  return deactivated || after.role !== before.role || after.passwordHash !== before.passwordHash;
}

function defined(asked: StaffChange): StaffChange {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function announced(staff: StaffMember): Decision {
  const event: DomainEvent<typeof staffChanged> = {
    kind: staffChanged,
    aggregateId: staff.id,
    aggregateVersion: staff.version,
    occurredAt: staff.updatedAt,
    data: {
      staff: {
        id: staff.id,
        username: staff.username,
        name: staff.name,
        role: staff.role,
        is_active: staff.isActive,
        version: staff.version,
        updated_at: staff.updatedAt.toISOString(),
      },
    },
  };
  return { staff, events: [event] };
}
