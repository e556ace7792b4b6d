import type { AdminEndpoints } from './admin-endpoints.ts';
import type { StaffEndpoints } from './staff-endpoints.ts';
import type { StudentEndpoints } from './student-endpoints.ts';

/** Every route of the platform that a page may call, as types: nothing of this is in the bundle. */
export type Endpoints = StaffEndpoints & AdminEndpoints & StudentEndpoints;
export type Route = keyof Endpoints & string;
export type AnswerOf<Of extends Route> = Endpoints[Of]['answer'];
