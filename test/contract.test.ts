import { describe } from 'vitest';
import { fuzzing } from './stories/fuzzing.ts';
import { roleMatrix } from './stories/role-matrix.ts';
import { setScene } from './support/scene.ts';

// What the OpenAPI document says, held against the running platform.
const scene = await setScene();

describe('roles', () => roleMatrix(scene));
describe('fuzzing', () => fuzzing(scene));
