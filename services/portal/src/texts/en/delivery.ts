export const delivery = {
  title: 'My deliveries',
  loading: 'Loading your deliveries',
  empty: { title: 'Nothing to deliver', hint: 'Orders that are given to you appear here by themselves.' },
};
