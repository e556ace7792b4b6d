import { type JsonSchema, nameOf } from './json-schema.ts';

const BY_FORMAT: Record<string, string> = {
  uuid: '0195a000-0000-7000-8000-000000000001',
  'date-time': '2026-02-13T08:30:00Z',
  date: '2026-02-13',
};

// Values that tell more than "text", by field: of any schema, or of one.
const BY_NAME: Record<string, unknown> = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl',
  alg: 'RS256',
  assignment: null,
  body: 'Your order is now being prepared',
  bucket: '13:00',
  'CategoryView.name': 'Starters',
  'CreateCategoryBody.name': 'Starters',
  'UpdateCategoryBody.name': 'Starters',
  cancellation_reason: null,
  code: 'NOT_FOUND',
  customer_name: 'Asha',
  data: { order_id: '0195a000-0000-7000-8000-000000000001' },
  delivery_address: null,
  e: 'AQAB',
  expires_in: 3600,
  failure_reason: null,
  gateway_order_id: 'order_RzpXXXXXX',
  gateway_payment_id: 'pay_RzpXXXXXX',
  image_url: null,
  item_name: 'Paneer Tikka',
  key: 'restaurant_open',
  key_id: 'rzp_live_XXXXXX',
  kid: '2026-02',
  message: 'In words',
  name: 'Paneer Tikka',
  'CreateStaffBody.name': 'Meera',
  'ChangeStaffBody.name': 'Meera',
  'StaffLoginAnswer.name': 'Meera',
  'StaffView.name': 'Meera',
  'UpdateUserBody.name': 'Asha',
  'UserView.name': 'Asha',
  'VerifyOtpAnswer.name': null,
  needs_attention: [],
  next_cursor: null,
  opens_at: null,
  order_number: 'ORD-20260213-042',
  otp: '123456',
  password: 'a long enough passphrase',
  phone: '+919876543210',
  razorpay_order_id: 'order_RzpXXXXXX',
  razorpay_payment_id: 'pay_RzpXXXXXX',
  razorpay_signature: '5b1f…',
  'RestaurantAnswer.name': 'lunch',
  'RestaurantAnswer.reason': null,
  acknowledged_at: null,
  delivered_at: null,
  expires_at: null,
  reason: 'Given back by hand',
  slot: 'lunch',
  special_instructions: 'Extra spicy',
  time_slots: ['lunch', 'dinner'],
  time_zone: 'Asia/Kolkata',
  title: 'Being Prepared 🍳',
  until: undefined,
  staff_name: 'Ravi',
  username: 'meera',
  value: true,
};

/** An example of a schema, made of those of its fields: the first of everything that may be chosen, one entry per list. */
export function exampleOf(schema: JsonSchema, components: Record<string, JsonSchema>, field = ''): unknown {
  const target = schema.$ref ? components[nameOf(schema)] : undefined;
  if (target) return exampleOf(target, components, `${nameOf(schema)}.`);
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const known = [field, field.slice(field.indexOf('.') + 1)].find((name) => name in BY_NAME);
  if (known) return BY_NAME[known];
  if (schema.format && BY_FORMAT[schema.format]) return BY_FORMAT[schema.format];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  return choice ? exampleOf(choice, components, field) : ofType(schema, components, field);
}

function ofType(schema: JsonSchema, components: Record<string, JsonSchema>, field: string): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const owner = field.split('.', 1)[0];
    const entries = Object.entries(schema.properties ?? {});
    const filled = entries.map(([name, property]) => [name, exampleOf(property, components, `${owner}.${name}`)]);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  }
  if (type === 'array') return schema.items ? [exampleOf(schema.items, components, field)] : [];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  return 'text';
}
