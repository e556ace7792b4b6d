import { refuseUsernameAsPassword } from '../domain/password.ts';
import type { StaffMember } from '../domain/staff-member.ts';
import { type StaffDesk, storeNewStaff } from './add-staff.ts';
import { storeChange } from './change-staff.ts';
import type { Work } from './work.ts';

type Tools = Omit<StaffDesk, 'security'>;

export interface AdminAccount {
  username: string;
  password: string;
}

/** The first admin of a new platform; nothing when there is anybody already. */
export async function establishFirstAdmin(desk: Tools, account: AdminAccount): Promise<StaffMember | undefined> {
  const passwordHash = await hashed(desk, account);
  return desk.transact(async (work) =>
    (await work.staff.lockEmpty()) ? addAdmin(work, { account, passwordHash }) : undefined,
  );
}

/** Makes sure that this admin exists, is active and has this password, whatever was before. */
export async function establishAdmin(desk: Tools, account: AdminAccount): Promise<StaffMember> {
  const passwordHash = await hashed(desk, account);
  return desk.transact(async (work) => {
    const staff = await work.staff.lockByUsername(account.username);
    if (!staff) return addAdmin(work, { account, passwordHash });
    return storeChange(work, { staff, asked: { role: 'admin', isActive: true, passwordHash } });
  });
}

function hashed({ passwords }: Tools, account: AdminAccount): Promise<string> {
  refuseUsernameAsPassword(account);
  return passwords.hash(account.password);
}

function addAdmin(work: Work, { account, passwordHash }: { account: AdminAccount; passwordHash: string }) {
  return storeNewStaff(work, { username: account.username, name: 'Administrator', role: 'admin', passwordHash });
}
