import { describe } from 'vitest';
import { endedSessionStories } from './stories/ended-sessions.ts';
import { erasureStories } from './stories/erasure.ts';
import { forgedTokenStories } from './stories/forged-tokens.ts';
import { keyRotationStories } from './stories/key-rotation.ts';
import { lostRedisStories } from './stories/lost-redis.ts';
import { setScene } from './support/scene.ts';

// A platform of its own: keys change, Redis is emptied, doors restart. Rules by number: security-operations S01-S17, I13.
const scene = await setScene();

describe('forged tokens', () => forgedTokenStories(scene));
describe('ended sessions', () => endedSessionStories(scene));
describe('a Redis that lost everything', () => lostRedisStories(scene));
describe('erasure', () => erasureStories(scene));
describe('key rotation', () => keyRotationStories(scene));
