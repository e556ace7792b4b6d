import { MoreVertical, Plus, Trash } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { buttonClass } from '../ui/button-class.ts';
import { Card } from '../ui/card.tsx';
import { useConfirm } from '../ui/confirm.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormActions } from '../ui/form.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toasts.tsx';

const VARIANTS = ['primary', 'secondary', 'quiet', 'danger'] as const;
const SIZES = ['small', 'medium', 'large'] as const;

export function Actions() {
  return (
    <Card title="Actions">
      {SIZES.map((size) => (
        <FormActions key={size}>
          {VARIANTS.map((variant) => (
            <Button key={variant} variant={variant} size={size} icon={<Plus />}>
              {variant} {size}
            </Button>
          ))}
          <IconButton label={`Add ${size}`} icon={<Plus />} size={size} />
        </FormActions>
      ))}
      <FormActions>
        <Button disabled>Disabled</Button>
        <Button variant="primary" busy>
          Busy
        </Button>
        <Overlays />
      </FormActions>
    </Card>
  );
}

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'sheet'>();
  const confirm = useConfirm();
  const toast = useToast();
  const cancelOrder = async () => {
    const yes = await confirm({
      title: 'Cancel order 191?',
      text: 'The customer is told and gets ₹50.00 back. This cannot be undone.',
      action: 'Cancel order',
      stay: 'Keep order',
    });
    toast(yes ? { title: 'Order cancelled', text: 'ORD-191' } : { title: 'Nothing has changed', tone: 'info' });
  };
  return (
    <>
      <Button onClick={() => setOpen('dialog')}>Dialog</Button>
      <Button onClick={() => setOpen('sheet')}>Sheet</Button>
      <Button onClick={cancelOrder}>Confirm</Button>
      <Button onClick={() => toast({ title: 'Not saved', text: 'Try again.', tone: 'danger' })}>Toast</Button>
      <Menu
        trigger={
          <button type="button" className={buttonClass({})} aria-label="More actions">
            <MoreVertical />
          </button>
        }
        actions={[{ label: 'Delete', icon: <Trash />, tone: 'danger', onSelect: () => undefined }]}
      />
      <Dialog
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title="Details"
        text="One sentence."
        kind={open}
      >
        <p>Content</p>
      </Dialog>
    </>
  );
}
