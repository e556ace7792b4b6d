import type { DailySales } from '@campus/contracts/reports-api';
import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';

const words = officeTexts.reports.sales;
// Room for half a label at both ends.
const MARGIN = { top: 8, right: 12, bottom: 0, left: 0 };
const SERIES = [
  { key: 'cash_sales', name: words.cash, colour: 'var(--info)' },
  { key: 'upi_sales', name: words.upi, colour: 'var(--accent)' },
  { key: 'net_sales', name: words.net, colour: 'var(--success)' },
];
const [CASH, UPI, NET] = SERIES;

/** Bars of what came in, in cash and by UPI, and a line of what stays after refunds. */
export function SalesChart({ days }: { days: DailySales['days'] }) {
  const { money, shortMoney, shortDay, day } = useFormat();
  return (
    <ChartFrame title={words.title} series={SERIES}>
      {(size) => (
        <ComposedChart {...size} data={days} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="date"
            tickFormatter={shortDay}
            tick={{ fill: 'var(--ink-soft)' }}
            stroke="var(--line-strong)"
            minTickGap={16}
          />
          <YAxis tickFormatter={shortMoney} tick={{ fill: 'var(--ink-soft)' }} stroke="var(--line-strong)" width={64} />
          <Tooltip
            cursor={{ fill: 'var(--surface-hover)' }}
            content={({ active, label, payload }) =>
              active && <ChartTooltip title={day(String(label))} rows={payload} write={money} />
            }
          />
          <Bar dataKey={CASH?.key} name={CASH?.name} fill={CASH?.colour} stackId="sales" isAnimationActive={false} />
          <Bar
            dataKey={UPI?.key}
            name={UPI?.name}
            fill={UPI?.colour}
            stackId="sales"
            radius={[4, 4, 0, 0]}
            isAnimationActive={false}
          />
          <Line
            dataKey={NET?.key}
            name={NET?.name}
            stroke={NET?.colour}
            strokeWidth={2.5}
            dot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}
