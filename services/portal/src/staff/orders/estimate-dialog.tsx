import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { NumberField } from '../../ui/number-field.tsx';
import type { StaffOrder } from './staff-order.ts';
import { useOrderCommand } from './use-order-command.ts';

const { estimate: words, done } = officeTexts.orders;
const USUAL_MINUTES = 10;
const MOST_MINUTES = 180;
const MINUTE_MS = 60_000;

/** In how many minutes from now: nobody at a counter reckons in times of the day. The customer reads the time. */
export function EstimateDialog({ order, open, onClose }: { order: StaffOrder; open: boolean; onClose(): void }) {
  const { id, version, estimated_ready_time: promised } = order;
  const api = useApi();
  const { time } = useFormat();
  const { run, isBusy } = useOrderCommand();
  const [minutes, setMinutes] = useState<number | null>(USUAL_MINUTES);
  const isPossible = minutes !== null && minutes >= 1 && minutes <= MOST_MINUTES;

  async function tell() {
    if (!isPossible) return;
    const estimated_ready_time = new Date(Date.now() + minutes * MINUTE_MS).toISOString();
    const worked = await run(
      () => api.call('PATCH /admin/orders/:id/estimate', { params: { id }, body: { estimated_ready_time, version } }),
      done.estimate(time(estimated_ready_time)),
    );
    if (worked) onClose();
  }

  return (
    <Dialog open={open} onClose={onClose} title={words.title} text={words.text}>
      <Form onSubmit={() => void tell()}>
        <NumberField
          label={words.field}
          name="minutes"
          hint={promised ? words.promised(time(promised)) : words.notPromised}
          error={isPossible ? undefined : words.invalid(MOST_MINUTES)}
          value={minutes}
          onChange={setMinutes}
          min={1}
          max={MOST_MINUTES}
          step={1}
        />
        <FormActions>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={isBusy} disabled={!isPossible}>
            {words.action}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
