import type pg from 'pg';

/** Who ordered what in the past that is made up. */
export interface PastOptions {
  /** Orders `from` to `to` of the past, counted from 1. */
  from: number;
  to: number;
  /** The newest of them is a day older than this. */
  now: Date;
  /** Ids of students who can sign in; a hundredth of the orders is theirs. */
  students: string[];
  dishes: { id: string; name: string }[];
}

/**
 * Makes the temporary table `past` in a database: the same orders in each, because everything follows from the number. They lie evenly
 * over the 250 days of a college's year, in the hours of the day that have one, two dishes each; most are done, 4 in 100 cancelled,
 * 6 in 10 paid by UPI, 2 in 10 delivered; 5,000 students.
 */
export async function makePast(client: pg.Client, { from, to, now, students, dishes }: PastOptions): Promise<void> {
  await client.query(PAST, [from, to, now, students, dishes.map(({ id }) => id), dishes.map(({ name }) => name)]);
  await client.query('analyze past');
}

// The fraction of n times the golden ratio spreads any number of orders evenly. Ids are UUID v7 of their time, as the services make them.
const PAST = `
  create temporary table past as
  with numbered as (
    select n, md5('order ' || n) as hash,
      $3::timestamptz - interval '1 day' - interval '250 days' * (n * 0.6180339887 - floor(n * 0.6180339887)) as at
    from generate_series($1::int, $2::int) as n
  )
  select n, at, hash,
    (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid as id,
    case when n % 100 = 0 then ($4::uuid[])[(n / 100) % cardinality($4::uuid[]) + 1]
      else md5('student ' || n % 5000)::uuid end as user_id,
    (array['Asha', 'Bilal', 'Chitra', 'Dev', 'Esha', 'Farid', 'Gita', 'Hari'])[n % 8 + 1] || ' ' || n % 5000 as customer_name,
    (at at time zone 'Asia/Kolkata')::date as day,
    (array['breakfast', 'lunch', 'dinner'])[n % 3 + 1] as slot,
    case when n % 25 = 7 then 'cancelled' else 'completed' end as status,
    case when n % 5 = 1 then 'delivery' else 'pickup' end as order_type,
    case when n % 10 < 6 then 'upi' else 'cash' end as payment_method,
    case when n % 25 <> 7 then 'paid' when n % 10 < 6 then 'refunded' else 'pending' end as payment_status,
    40 + (n % 20) * 5 as subtotal,
    case when n % 5 = 1 then 20 else 0 end as delivery_charge,
    ($5::uuid[])[n % cardinality($5::uuid[]) + 1] as dish_id,
    ($6::text[])[n % cardinality($6::text[]) + 1] as dish_name
  from numbered`;
