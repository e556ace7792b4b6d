export const student = {
  title: 'Order food',
  account: 'Your account',
  staff: 'Staff sign-in',
  restaurant: {
    loading: 'Looking whether the canteen is open',
    open: 'Open now',
    closed: 'Closed',
    paused: 'Taking a short break',
    opensAt: (time: string) => `Opens at ${time}`,
    closesAt: (slot: string, time: string) => `${slot} until ${time}`,
    places: (count: number) => (count === 1 ? '1 order can still be taken' : `${count} orders can still be taken`),
  },
};
