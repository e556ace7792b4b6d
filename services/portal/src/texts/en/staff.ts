export const staff = {
  product: 'Canteen Staff',
  navigation: 'Main',
  nav: {
    board: 'Board',
    delivery: 'Deliveries',
    orders: 'Orders',
    menu: 'Menu',
    people: 'Staff',
    settings: 'Settings',
  },
  role: { admin: 'Admin', kitchen: 'Kitchen', delivery: 'Delivery' },
  signIn: {
    title: 'Staff sign-in',
    hint: 'With the username and password from your admin.',
    username: 'Username',
    password: 'Password',
    submit: 'Sign in',
    missing: 'Fill this in.',
    student: 'Ordering food? Go to the student page',
  },
  account: (name: string) => `Account of ${name}`,
};
