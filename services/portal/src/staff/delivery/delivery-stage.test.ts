import type { OrderView } from '@campus/contracts/order-state';
import { expect, test } from 'vitest';
import { isOpenJob, rupeesToCollect, stageOf } from './delivery-stage.ts';

const assignment = {
  staff_id: 'rider',
  staff_name: 'Ravi',
  status: 'assigned' as const,
  assigned_at: '2026-02-13T08:00:00Z',
  delivered_at: null,
  failure_reason: null,
};
const job = (fields: Partial<OrderView>) =>
  ({
    status: 'ready',
    payment_method: 'cash',
    payment_status: 'pending',
    total: 120,
    assignment,
    ...fields,
  }) as OrderView;

test('a job waits for the kitchen, then at the counter, then is on the way', () => {
  expect(stageOf(job({ status: 'received' }))).toBe('cooking');
  expect(stageOf(job({ status: 'preparing' }))).toBe('cooking');
  expect(stageOf(job({ status: 'ready' }))).toBe('ready');
  expect(stageOf(job({ status: 'out_for_delivery', assignment: { ...assignment, status: 'picked_up' } }))).toBe(
    'onTheWay',
  );
});

test('a delivery taken over from another rider is to be picked up', () => {
  expect(stageOf(job({ status: 'out_for_delivery' }))).toBe('ready');
});

test('a job is over when it is delivered, cancelled, failed or given to somebody else', () => {
  expect(isOpenJob(job({}))).toBe(true);
  expect(isOpenJob(job({ status: 'completed' }))).toBe(false);
  expect(isOpenJob(job({ status: 'cancelled' }))).toBe(false);
  expect(isOpenJob(job({ assignment: { ...assignment, status: 'failed' } }))).toBe(false);
  expect(isOpenJob(job({ assignment: null }))).toBe(false);
});

test('cash is collected once, and never for what is paid', () => {
  expect(rupeesToCollect(job({}))).toBe(120);
  expect(rupeesToCollect(job({ payment_status: 'paid' }))).toBe(0);
  expect(rupeesToCollect(job({ payment_method: 'upi', payment_status: 'paid' }))).toBe(0);
});
