import type { StaffMember, StaffRole } from '../domain/staff-member.ts';

export interface StaffRow {
  id: string;
  username: string;
  password_hash: string;
  role: StaffRole;
  name: string;
  is_active: boolean;
  sessions_revoked_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}

export function staffOf(row: StaffRow): StaffMember {
  return {
    id: row.id,
    username: row.username,
    passwordHash: row.password_hash,
    role: row.role,
    name: row.name,
    isActive: row.is_active,
    sessionsRevokedAt: row.sessions_revoked_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

export function rowOfStaff(staff: StaffMember): StaffRow {
  return {
    id: staff.id,
    username: staff.username,
    password_hash: staff.passwordHash,
    role: staff.role,
    name: staff.name,
    is_active: staff.isActive,
    sessions_revoked_at: staff.sessionsRevokedAt,
    created_at: staff.createdAt,
    updated_at: staff.updatedAt,
    version: staff.version,
  };
}
