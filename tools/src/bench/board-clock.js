// Runs in the board's page, so that one clock measures all: when an order is sent, when it is answered, and when its ticket is there.
const arrivals = new Map();

function noteTickets() {
  const at = performance.now();
  for (const ticket of document.querySelectorAll('article[aria-label]')) {
    const label = ticket.getAttribute('aria-label') ?? '';
    if (!arrivals.has(label)) arrivals.set(label, at);
  }
}

async function arrivalOf(orderNumber, patienceMs) {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const label = [...arrivals.keys()].find((name) => name.endsWith(orderNumber));
    if (label !== undefined) return arrivals.get(label);
    if (performance.now() > deadline) throw new Error(`${orderNumber} is not on the board after ${patienceMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function order({ token, dish }) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const wish = { items: [{ menu_item_id: dish, quantity: 1 }], order_type: 'pickup', payment_method: 'cash' };
  const sentAt = performance.now();
  const response = await fetch('/api/v1/orders', { method: 'POST', headers, body: JSON.stringify(wish) });
  const answer = await response.json();
  const answeredAt = performance.now();
  if (!response.ok) throw new Error(`POST /orders: ${response.status} ${JSON.stringify(answer)}`);
  const arrivedAt = await arrivalOf(answer.order.order_number, 30_000);
  return { id: answer.order.id, fromSendingMs: arrivedAt - sentAt, fromAnswerMs: arrivedAt - answeredAt };
}

noteTickets();
new MutationObserver(noteTickets).observe(document.body, { childList: true, subtree: true });
window.boardClock = { order };
