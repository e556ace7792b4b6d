import type { DailySales } from '@campus/contracts/reports-api';
import { daysOf, type ReportRange } from './report-range.ts';
import { reportRupees } from './report-rupees.ts';

/** What happened on one day, as counts and paise that can be added up. */
export interface SalesSums {
  orders: number;
  completed: number;
  cancelled: number;
  paidOrders: number;
  cashPaise: number;
  upiPaise: number;
  refundsPaise: number;
}

const NOTHING: SalesSums = {
  orders: 0,
  completed: 0,
  cancelled: 0,
  paidOrders: 0,
  cashPaise: 0,
  upiPaise: 0,
  refundsPaise: 0,
};

/** The report over a range: every day of it, zeros where nothing happened, and the totals. */
export function dailySales(range: ReportRange, sums: Map<string, SalesSums>): DailySales {
  const days = daysOf(range).map((date) => ({ date, sums: sums.get(date) ?? NOTHING }));
  return {
    days: days.map((day) => ({ date: day.date, ...figures(day.sums) })),
    totals: figures(days.map((day) => day.sums).reduce(added, NOTHING)),
  };
}

function figures(sums: SalesSums): DailySales['totals'] {
  const grossPaise = sums.cashPaise + sums.upiPaise;
  return {
    orders: sums.orders,
    completed: sums.completed,
    cancelled: sums.cancelled,
    gross_sales: reportRupees(grossPaise),
    refunds: reportRupees(sums.refundsPaise),
    net_sales: reportRupees(grossPaise - sums.refundsPaise),
    cash_sales: reportRupees(sums.cashPaise),
    upi_sales: reportRupees(sums.upiPaise),
    average_order_value: reportRupees(sums.paidOrders === 0 ? 0 : Math.round(grossPaise / sums.paidOrders)),
  };
}

function added(one: SalesSums, other: SalesSums): SalesSums {
  return {
    orders: one.orders + other.orders,
    completed: one.completed + other.completed,
    cancelled: one.cancelled + other.cancelled,
    paidOrders: one.paidOrders + other.paidOrders,
    cashPaise: one.cashPaise + other.cashPaise,
    upiPaise: one.upiPaise + other.upiPaise,
    refundsPaise: one.refundsPaise + other.refundsPaise,
  };
}
