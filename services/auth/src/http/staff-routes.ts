import { changeStaffBody, createStaffBody, staffAnswer, staffListAnswer } from '@campus/contracts/auth-api';
import { byId } from '@campus/contracts/values';
import type { Db } from '@campus/database/connect';
import { get, patch, post, type Route } from '@campus/http/routes';
import type { StaffMember } from '../domain/staff-member.ts';
import { staffList } from '../queries/staff-list.ts';
import { addStaff, type StaffDesk } from '../use-cases/add-staff.ts';
import { changeStaff } from '../use-cases/change-staff.ts';

export function staffRoutes(desk: StaffDesk & { db: Db }): Route[] {
  return [
    get('/api/v1/admin/staff', { may: ['admin'], summary: 'All staff', answer: staffListAnswer }, async () => {
      const staff = await staffList(desk.db);
      return { staff, total: staff.length };
    }),
    post(
      '/api/v1/admin/staff',
      {
        may: ['admin'],
        summary: 'Add a staff member',
        body: createStaffBody,
        answer: staffAnswer,
        status: 201,
        errors: ['ALREADY_EXISTS'],
      },
      async ({ body, caller }) => view(await addStaff(desk, { adminId: caller.id, newcomer: body })),
    ),
    patch(
      '/api/v1/admin/staff/:id',
      {
        may: ['admin'],
        summary: 'Change a staff member: name, role, password, active or not',
        params: byId,
        body: changeStaffBody,
        answer: staffAnswer,
        errors: ['LAST_ADMIN'],
      },
      async ({ body: { is_active, name, role, password }, params, caller }) => {
        const asked = { name, role, isActive: is_active };
        return view(await changeStaff(desk, { adminId: caller.id, staffId: params.id, asked, password }));
      },
    ),
  ];
}

function view({ id, username, name, role, isActive, createdAt }: StaffMember) {
  return { staff: { id, username, name, role, is_active: isActive, created_at: createdAt.toISOString() } };
}
