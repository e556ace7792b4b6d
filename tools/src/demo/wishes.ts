/** What a student wants today, and how the story goes. */
export interface Wish {
  name: string;
  /** How many of which of the dishes that are served now. */
  basket: [dish: number, quantity: number][];
  orderType: 'pickup' | 'delivery';
  paymentMethod: 'upi' | 'cash';
  twist?: 'wrong pin first' | 'app dies while paying' | 'changes mind';
}

/** A note that the kitchen honours: it lets the order rest, so that there is something left to cancel. */
export const PLEASE_WAIT = 'Please do not start yet, my plans may change';

/** Ten students, every way of eating and paying among them. */
export const WISHES: Wish[] = [
  {
    name: 'Asha',
    basket: [
      [0, 2],
      [1, 1],
    ],
    orderType: 'pickup',
    paymentMethod: 'upi',
  },
  { name: 'Bilal', basket: [[2, 1]], orderType: 'pickup', paymentMethod: 'cash' },
  {
    name: 'Chitra',
    basket: [
      [3, 3],
      [4, 1],
    ],
    orderType: 'delivery',
    paymentMethod: 'upi',
  },
  {
    name: 'Dev',
    basket: [
      [5, 1],
      [6, 2],
    ],
    orderType: 'delivery',
    paymentMethod: 'cash',
  },
  { name: 'Esha', basket: [[7, 1]], orderType: 'pickup', paymentMethod: 'upi', twist: 'wrong pin first' },
  {
    name: 'Farhan',
    basket: [
      [8, 2],
      [0, 1],
    ],
    orderType: 'pickup',
    paymentMethod: 'upi',
    twist: 'changes mind',
  },
  { name: 'Gita', basket: [[1, 4]], orderType: 'delivery', paymentMethod: 'upi', twist: 'app dies while paying' },
  {
    name: 'Hari',
    basket: [
      [9, 1],
      [2, 2],
    ],
    orderType: 'pickup',
    paymentMethod: 'cash',
  },
  {
    name: 'Isha',
    basket: [
      [3, 1],
      [5, 5],
    ],
    orderType: 'pickup',
    paymentMethod: 'upi',
  },
  {
    name: 'Jatin',
    basket: [
      [6, 1],
      [7, 1],
      [8, 1],
    ],
    orderType: 'delivery',
    paymentMethod: 'cash',
  },
];
