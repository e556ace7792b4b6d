import { describe } from 'vitest';
import { foreignThings } from './stories/foreign-things.ts';
import { fuzzing } from './stories/fuzzing.ts';
import { hostileInput } from './stories/hostile-input.ts';
import { injection } from './stories/injection.ts';
import { refusals } from './stories/refusals.ts';
import { roleMatrix } from './stories/role-matrix.ts';
import { unaskedFields } from './stories/unasked-fields.ts';
import { setScene } from './support/scene.ts';

// What the OpenAPI document says, held against the running platform.
const scene = await setScene();

describe('roles', () => roleMatrix(scene));
describe('things of others', () => foreignThings(scene));
describe('fields nobody asked for', () => unaskedFields(scene));
describe('hostile input', () => hostileInput(scene));
describe('injection', () => injection(scene));
describe('refusals', () => refusals(scene));
describe('fuzzing', () => fuzzing(scene));
