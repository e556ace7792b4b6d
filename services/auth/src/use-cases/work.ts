import type { Outbox } from '@campus/outbox/outbox';
import type { RefreshToken, Revocation } from '../domain/session.ts';
import type { StaffMember } from '../domain/staff-member.ts';
import type { User } from '../domain/user.ts';

export interface Users {
  /** All `lock…` hold the row until the transaction ends. Erased people are not found. */
  lock(id: string): Promise<User | undefined>;
  lockByPhone(phone: string): Promise<User | undefined>;
  /** False when someone with this phone number was faster. */
  add(user: User): Promise<boolean>;
  save(user: User): Promise<void>;
  /** Takes the name out of what was told about this person before. */
  forgetPast(id: string): Promise<void>;
}

export interface Staff {
  find(id: string): Promise<StaffMember | undefined>;
  lock(id: string): Promise<StaffMember | undefined>;
  lockByUsername(username: string): Promise<StaffMember | undefined>;
  /** The ids of all active admins, whose rows are locked: of two who each remove an admin, the second sees what the first did. */
  lockActiveAdmins(): Promise<string[]>;
  /** Holds the whole table against other writers and says whether it has nobody. */
  lockEmpty(): Promise<boolean>;
  /** Throws 409 `ALREADY_EXISTS` for a username that is taken. */
  add(staff: StaffMember): Promise<void>;
  save(staff: StaffMember): Promise<void>;
}

export interface RefreshTokens {
  lock(id: string): Promise<RefreshToken | undefined>;
  add(token: RefreshToken): Promise<void>;
  markUsed(token: RefreshToken, by: { replacedBy: string; at: Date }): Promise<void>;
  /** Both answer how many tokens were alive until now. */
  revokeFamily(familyId: string, at: Date): Promise<number>;
  revokeAllOf(subjectId: string, at: Date): Promise<number>;
}

export interface Revocations {
  add(revocation: Revocation): Promise<void>;
}

/** Everything one transaction may touch. */
export interface Work {
  /** Read after the lock that a decision depends on: what a lock has put in order has its times in that order too. */
  clock(): Date;
  newId(): string;
  users: Users;
  staff: Staff;
  refreshTokens: RefreshTokens;
  revocations: Revocations;
  outbox: Outbox;
}

/** Runs a use case in one transaction and resolves after its commit. */
export type Transact = <Result>(useCase: (work: Work) => Promise<Result>) => Promise<Result>;
