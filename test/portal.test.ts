import { describe } from 'vitest';
import { boardStories } from './portal/board.ts';
import { deliveryStories } from './portal/delivery.ts';
import { shellStories } from './portal/shell.ts';
import { statusStories } from './portal/status.ts';
import { studentStories } from './portal/student.ts';
import { studentPageStories } from './portal/student-page.ts';
import { setPortalScene } from './portal/support/portal-scene.ts';

// One platform and one browser for all pages; each story opens windows of its own.
const scene = await setPortalScene();

describe('the staff page', () => shellStories(scene));
describe('the kitchen board', () => boardStories(scene));
describe('the rider', () => deliveryStories(scene));
describe('the status page', () => statusStories(scene));
describe('the student page', () => studentPageStories(scene));
describe('a student', () => studentStories(scene));
