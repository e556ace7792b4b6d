// The customer's sheet: one order, pay or not. Tells an opener the callback as Razorpay's sheet would.

const orderId = new URLSearchParams(location.search).get('order_id') ?? '';
const byId = (id) => document.getElementById(id);
const buttons = [...document.querySelectorAll('button[data-outcome]')];

async function showOrder() {
  const { orders } = await (await fetch('/__sandbox/razorpay/orders')).json();
  const order = orders.find(({ id }) => id === orderId);
  byId('order').textContent = orderId;
  byId('amount').textContent = order ? `₹${(order.amount / 100).toFixed(2)}` : 'Unknown order';
  byId('state').textContent = order?.status ?? '';
  for (const button of buttons) button.disabled = !order || order.status === 'paid';
}

async function finish(outcome) {
  for (const button of buttons) button.disabled = true;
  const body = JSON.stringify({ order_id: orderId, outcome });
  const response = await fetch('/__sandbox/razorpay/checkout', { method: 'POST', body });
  const answer = await response.json();
  byId('result').textContent = answer.error ? answer.error.description : `Paid: ${answer.razorpay_payment_id}`;
  window.opener?.postMessage(answer, '*');
  await showOrder();
}

for (const button of buttons) button.addEventListener('click', () => finish(button.dataset.outcome));
showOrder();
