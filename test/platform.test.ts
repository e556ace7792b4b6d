import { describe } from 'vitest';
import { auditStories } from './stories/audit.ts';
import { crashingStories } from './stories/crashing.ts';
import { demonstration } from './stories/demonstration.ts';
import { lunchStories } from './stories/lunch.ts';
import { metricsStories } from './stories/metrics.ts';
import { moneyStories } from './stories/money.ts';
import { traceStories } from './stories/one-trace.ts';
import { poisonStories } from './stories/poison.ts';
import { racingStories } from './stories/racing.ts';
import { rebuildingStories } from './stories/rebuilding.ts';
import { rollingStories } from './stories/rolling.ts';
import { silenceStories } from './stories/silence.ts';
import { setScene } from './support/scene.ts';
import { startSpanReceiver } from './support/span-receiver.ts';

// One platform for all stories: a second one at the same time would need more connections than a PostgreSQL has by default.
const collector = await startSpanReceiver();
const scene = await setScene(collector.environment);

describe('a lunch', () => lunchStories(scene));
// Before the dishes for ₹0.10 are on the menu: Razorpay takes nothing below ₹1.
describe('the demonstration', () => demonstration(scene));
describe('money', () => moneyStories(scene));
describe('racing', () => racingStories(scene));
describe('a trace', () => traceStories(scene, collector));
describe('crashing', () => crashingStories(scene));
describe('rolling', () => rollingStories(scene));
describe('poison', () => poisonStories(scene));
// After everything that counts something.
describe('metrics', () => metricsStories(scene));
describe('silence', () => silenceStories(scene));
describe('a rebuild', () => rebuildingStories(scene));
describe('the audit', () => auditStories(scene));
