import type { Role } from '@campus/contracts/values';
import { Bike, ChartColumn, ChefHat, ListOrdered, type LucideIcon, ReceiptIndianRupee } from 'lucide-react';
import { texts } from '../../texts/texts.ts';

const { nav } = texts.staff;

interface Destination {
  to: '/board' | '/delivery' | '/admin/orders' | '/admin/payments' | '/admin/reports';
  label: string;
  icon: LucideIcon;
  for: readonly Role[];
}

/** Where one can go, in order; the first that is for a role is its start page. */
export const DESTINATIONS: readonly Destination[] = [
  { to: '/board', label: nav.board, icon: ChefHat, for: ['kitchen', 'admin'] },
  { to: '/delivery', label: nav.delivery, icon: Bike, for: ['delivery'] },
  { to: '/admin/orders', label: nav.orders, icon: ListOrdered, for: ['kitchen', 'admin'] },
  { to: '/admin/payments', label: nav.payments, icon: ReceiptIndianRupee, for: ['admin'] },
  { to: '/admin/reports', label: nav.reports, icon: ChartColumn, for: ['admin'] },
];

export function destinationsOf(role: Role): readonly Destination[] {
  return DESTINATIONS.filter((destination) => destination.for.includes(role));
}

export function homeOf(role: Role): Destination['to'] {
  return destinationsOf(role)[0]?.to ?? '/board';
}
