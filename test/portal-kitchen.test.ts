import { describe } from 'vitest';
import { boardStories } from './portal/board.ts';
import { deliveryStories } from './portal/delivery.ts';
import { lunchStories } from './portal/lunch.ts';
import { shellStories } from './portal/shell.ts';
import { setPortalScene } from './portal/support/portal-scene.ts';

// One platform and one browser for all pages of kitchen and rider; each story opens windows of its own.
const scene = await setPortalScene();

describe('the staff page', () => shellStories(scene));
describe('the kitchen board', () => boardStories(scene));
describe('a lunch on the board', () => lunchStories(scene));
describe('the rider', () => deliveryStories(scene));
