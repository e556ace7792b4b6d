import type { Role } from '@campus/contracts/values';
import {
  Activity,
  Bike,
  ChartColumn,
  ChefHat,
  ListOrdered,
  type LucideIcon,
  ReceiptIndianRupee,
  Settings,
  Users,
  UtensilsCrossed,
} from 'lucide-react';
import { texts } from '../../texts/texts.ts';

const { nav } = texts.staff;

interface Destination {
  to:
    | '/board'
    | '/delivery'
    | '/admin/orders'
    | '/admin/payments'
    | '/admin/reports'
    | '/admin/menu'
    | '/admin/staff'
    | '/admin/settings'
    | '/admin/status';
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
  { to: '/admin/menu', label: nav.menu, icon: UtensilsCrossed, for: ['admin'] },
  { to: '/admin/staff', label: nav.people, icon: Users, for: ['admin'] },
  { to: '/admin/settings', label: nav.settings, icon: Settings, for: ['admin'] },
  { to: '/admin/status', label: nav.status, icon: Activity, for: ['admin'] },
];

export function destinationsOf(role: Role): readonly Destination[] {
  return DESTINATIONS.filter((destination) => destination.for.includes(role));
}

export function homeOf(role: Role): Destination['to'] {
  return destinationsOf(role)[0]?.to ?? '/board';
}
