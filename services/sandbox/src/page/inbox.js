// The walk-through page: shows what the control routes know, and presses their buttons.

const SHOWN = 30;
const EVERY_MS = 2000;

const ACTIONS = [
  { label: 'Pay', outcome: 'success', fits: (order) => order.status !== 'paid' },
  { label: 'Fail', outcome: 'fail:payment_declined', fits: (order) => order.status !== 'paid' },
  { label: 'Late capture', outcome: 'late_auth', fits: (order) => order.status !== 'paid' },
  { label: 'Double capture', outcome: 'second_capture_same_order', fits: () => true },
];

const byId = (id) => document.getElementById(id);
const seen = new Map();

async function call(path, body) {
  const init = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/__sandbox${path}`, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.description ?? answer.error ?? `status ${response.status}`);
  return answer;
}

// Everything shown was sent by the system under test, so it only ever becomes text, never markup.
function element(tag, { text, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...(text === undefined ? [] : [text]), ...children);
  return made;
}

// A list is rebuilt only when it changed: otherwise a focused button would lose its focus every two seconds.
function show(id, things, itemOf, emptyText) {
  const fingerprint = JSON.stringify(things);
  if (seen.get(id) === fingerprint) return;
  seen.set(id, fingerprint);
  const items = things.slice(-SHOWN).reverse().map(itemOf);
  byId(id).replaceChildren(...(items.length > 0 ? items : [element('li', { text: emptyText, className: 'soft' })]));
}

const rupees = (paise) => `₹${(paise / 100).toFixed(2)}`;
const time = (at) => new Date(at).toLocaleTimeString();
const state = (name) => element('span', { text: name, className: `state ${name}` });

function orderItem(order) {
  const head = element('div', { className: 'row' }, element('code', { text: order.order_id }), state(order.status));
  const money = `${rupees(order.amount)} · captured ${rupees(order.captured_paise)} · refunded ${rupees(order.refunded_paise)}`;
  const lines = [...order.payments, ...order.refunds].map((entity) =>
    element('p', {}, element('code', { text: `${entity.id} ` }), `${rupees(entity.amount)} `, state(entity.status)),
  );
  return element('li', {}, head, element('p', { text: money }), ...lines, actionsOf(order));
}

function actionsOf(order) {
  const buttons = ACTIONS.filter(({ fits }) => fits(order)).map(({ label, outcome }) =>
    element('button', {
      text: label,
      type: 'button',
      ariaLabel: `${label} ${order.order_id}`,
      onclick: () =>
        press('/razorpay/checkout', { order_id: order.order_id, outcome, timeout_ms: 1000, delay_ms: 1000 }),
    }),
  );
  const page = `/checkout?order_id=${encodeURIComponent(order.order_id)}`;
  return element(
    'div',
    { className: 'actions' },
    ...buttons,
    element('a', { text: 'Checkout page', href: page, className: 'button' }),
  );
}

function smsItem({ to, text, provider, at }) {
  return element(
    'li',
    {},
    element('p', { text: `${to} · ${provider} · ${time(at)}`, className: 'soft' }),
    element('p', { text }),
  );
}

function pushItem({ title, body, token, at }) {
  const heading = element('p', {}, element('strong', { text: title ?? '(no title)' }));
  return element(
    'li',
    {},
    heading,
    element('p', { text: body ?? '' }),
    element('p', { text: `${token} · ${time(at)}`, className: 'soft' }),
  );
}

function webhookItem({ event, url, state: name, attempts }) {
  const tries = attempts.map(({ status, error }) => status ?? error).join(', ') || 'not tried yet';
  const head = element('div', { className: 'row' }, element('strong', { text: event }), state(name));
  return element('li', {}, head, element('p', { text: `${url} · ${tries}`, className: 'soft' }));
}

async function press(path, body) {
  try {
    await call(path, body);
    await refresh();
  } catch (error) {
    byId('status').textContent = error.message;
  }
}

async function refresh() {
  const paths = [
    `/razorpay/ledger?newest=${SHOWN}`,
    '/sms',
    '/push',
    `/webhooks?newest=${SHOWN}`,
    '/razorpay/settings',
  ];
  const [ledger, sms, push, webhooks, settings] = await Promise.all(paths.map((path) => call(path)));
  show('orders', ledger.orders, orderItem, 'No order yet.');
  show('sms', sms.messages, smsItem, 'No message yet.');
  show('pushes', push.pushes, pushItem, 'No push yet.');
  show('webhooks', webhooks.deliveries, webhookItem, 'No webhook sent yet.');
  if (document.activeElement !== byId('refund-outcome')) byId('refund-outcome').value = settings.refund_outcome;
  byId('status').textContent = `Updated ${time(Date.now())}`;
}

async function keepFresh() {
  await refresh().catch((error) => {
    byId('status').textContent = `Sandbox not reachable: ${error.message}`;
  });
  setTimeout(keepFresh, EVERY_MS);
}

byId('refund-outcome').addEventListener('change', ({ target }) =>
  press('/razorpay/settings', { refund_outcome: target.value }),
);
keepFresh();
