import type { OrderVolume } from '@campus/contracts/reports-api';
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { withoutEmptyEnds } from './without-empty-ends.ts';

const words = officeTexts.reports.volume;
const { pickup, delivery } = words.columns;
// Room for half a label at both ends.
const MARGIN = { top: 8, right: 12, bottom: 0, left: 0 };
const SERIES = [
  { key: 'pickup', name: pickup, colour: 'var(--accent)' },
  { key: 'delivery', name: delivery, colour: 'var(--violet)' },
];

/** A bar for each bucket, pickups below deliveries. */
export function VolumeChart({ buckets, nameOf }: { buckets: readonly OrderVolume[]; nameOf(bucket: string): string }) {
  const { number } = useFormat();
  return (
    <ChartFrame title={words.title} series={SERIES}>
      {(size) => (
        <BarChart {...size} data={withoutEmptyEnds(buckets)} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="bucket"
            tickFormatter={nameOf}
            tick={{ fill: 'var(--ink-soft)' }}
            stroke="var(--line-strong)"
            minTickGap={12}
          />
          <YAxis
            allowDecimals={false}
            tickFormatter={number}
            tick={{ fill: 'var(--ink-soft)' }}
            stroke="var(--line-strong)"
            width={44}
          />
          <Tooltip
            cursor={{ fill: 'var(--surface-hover)' }}
            content={({ active, label, payload }) =>
              active && <ChartTooltip title={nameOf(String(label))} rows={payload} write={number} />
            }
          />
          {SERIES.map(({ key, name, colour }) => (
            <Bar key={key} dataKey={key} name={name} fill={colour} stackId="orders" isAnimationActive={false} />
          ))}
        </BarChart>
      )}
    </ChartFrame>
  );
}
