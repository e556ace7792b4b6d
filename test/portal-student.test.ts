import { describe } from 'vitest';
import { studentStories } from './portal/student.ts';
import { studentAccountStories } from './portal/student-account.ts';
import { studentLiveStories } from './portal/student-live.ts';
import { studentPageStories } from './portal/student-page.ts';
import { setPortalScene } from './portal/support/portal-scene.ts';

// One platform and one browser for all pages of students; each story opens windows of its own.
const scene = await setPortalScene();

describe('the student page', () => studentPageStories(scene));
describe('a student', () => studentStories(scene));
describe('an open student page', () => studentLiveStories(scene));
describe('the account of a student', () => studentAccountStories(scene));
