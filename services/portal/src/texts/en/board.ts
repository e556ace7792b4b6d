export const board = {
  title: 'Kitchen board',
  loading: 'Loading the orders',
  empty: { title: 'No open orders', hint: 'New orders appear here by themselves and ring.' },
};
