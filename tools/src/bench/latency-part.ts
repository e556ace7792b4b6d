import type { Bench } from './bench.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { confirmMs } from './confirm-yardstick.ts';
import type { Figure } from './figure.ts';
import { fsyncMs } from './fsync-yardstick.ts';
import { type OpenLunch, serveAtRate } from './open-lunch.ts';
import { orderRequest } from './order-load.ts';
import { paidOnSocketMs } from './paid-on-socket.ts';
import { quantile } from './quantile.ts';
import { signInStudents } from './students.ts';

const RATES = [50, 150] as const;
const STUDENTS = 64;
const PAYMENTS = 20;

interface Round {
  fsync: number;
  confirm: number;
  atRate: Record<number, OpenLunch>;
  paid: number[];
}

/** How long students and kitchen wait while orders come at a fixed rate, beside what is durable on this machine at the least. */
export async function latencyPart({
  platform,
  wishes: { rounds, warmUpSeconds, burstSeconds },
  say,
}: Bench): Promise<Figure[]> {
  const tokens = await signInStudents(platform, STUDENTS);
  await serveAtRate(platform, { tokens, perSecond: RATES[0], seconds: warmUpSeconds });
  const all: Round[] = [];
  for (let turn = 1; turn <= rounds; turn += 1) {
    const { fsync, confirm } = await durable(platform);
    const atRate: Round['atRate'] = {};
    for (const perSecond of RATES)
      atRate[perSecond] = await serveAtRate(platform, { tokens, perSecond, seconds: burstSeconds });
    all.push({ fsync, confirm, atRate, paid: await payments(platform, tokens[turn % STUDENTS] ?? '') });
    const shown = quantile(atRate[RATES[0]]?.toKitchen ?? [], 0.5);
    say(
      `latency ${turn}/${rounds}: ${shown.toFixed(1)} ms to the kitchen; fsync and confirm ${(fsync + confirm).toFixed(1)} ms`,
    );
  }
  return figuresOf(all);
}

async function durable({ settings, servers }: BenchPlatform): Promise<{ fsync: number; confirm: number }> {
  return { fsync: await fsyncMs(settings.localDirectory), confirm: await confirmMs(servers.rabbitmqUrl) };
}

async function payments(platform: BenchPlatform, token: string): Promise<number[]> {
  const request = await orderRequest(platform.origin, { token, payment: 'upi' });
  const times: number[] = [];
  while (times.length < PAYMENTS) times.push(await paidOnSocketMs(platform, { token, request }));
  return times;
}

function figuresOf(all: Round[]): Figure[] {
  const part = 'latency at a fixed rate';
  const against = { name: 'one fsync and one confirm', rounds: all.map(({ fsync, confirm }) => fsync + confirm) };
  const quantiles = (
    name: string,
    { parts, times }: { parts: number[]; times: (round: Round) => number[] },
  ): Figure[] =>
    parts.map((p) => {
      const rounds = all.map((round) => quantile(times(round), p));
      return { part, name: `${name} p${p * 100}`, unit: 'ms', rounds, against };
    });
  return [
    { part, name: 'one fsync', unit: 'ms', rounds: all.map(({ fsync }) => fsync) },
    { part, name: 'one confirm of a quorum queue', unit: 'ms', rounds: all.map(({ confirm }) => confirm) },
    ...RATES.flatMap((rate) => [
      ...quantiles(`${rate}/s: answer`, {
        parts: [0.5, 0.99, 0.999],
        times: ({ atRate }) => atRate[rate]?.toAnswer ?? [],
      }),
      ...quantiles(`${rate}/s: placed -> kitchen`, {
        parts: [0.5, 0.99],
        times: ({ atRate }) => atRate[rate]?.toKitchen ?? [],
      }).map((figure, index) => (rate === 50 ? { ...figure, target: { atMost: index === 0 ? 10 : 40 } } : figure)),
      { part, name: `${rate}/s: refused`, unit: '', rounds: all.map(({ atRate }) => atRate[rate]?.refused ?? 0) },
    ]),
    ...quantiles('UPI app -> paid on the socket', { parts: [0.5, 0.99], times: ({ paid }) => paid }),
  ];
}
