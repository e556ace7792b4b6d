import { describe } from 'vitest';
import { lunchStories } from './stories/lunch.ts';
import { moneyStories } from './stories/money.ts';
import { traceStories } from './stories/one-trace.ts';
import { poisonStories } from './stories/poison.ts';
import { racingStories } from './stories/racing.ts';
import { silenceStories } from './stories/silence.ts';
import { setScene } from './support/scene.ts';

// One platform for all stories that leave it in one piece; those that break it are in crashing.test.ts.
const scene = await setScene();

describe('a lunch', () => lunchStories(scene));
describe('money', () => moneyStories(scene));
describe('racing', () => racingStories(scene));
describe('a trace', () => traceStories(scene));
describe('poison', () => poisonStories(scene));
describe('silence', () => silenceStories(scene));
