export const admin = {
  orders: {
    title: 'Orders',
    loading: 'Loading the orders',
    empty: { title: 'No orders', hint: 'Confirmed orders are listed here, newest first.' },
    columns: {
      number: 'Number',
      customer: 'Customer',
      status: 'Status',
      payment: 'Payment',
      total: 'Total',
      placed: 'Placed',
    },
    guest: 'Guest',
  },
};
