import { Banknote, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ChoiceGroup } from '../ui/choice-group.tsx';
import { Form, FormActions } from '../ui/form.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { OtpField } from '../ui/otp-field.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';

const SLOTS = [
  { value: 'breakfast', label: 'Breakfast' },
  { value: 'lunch', label: 'Lunch' },
] as const;

export function Fields() {
  const [search, setSearch] = useState('');
  const [slot, setSlot] = useState<(typeof SLOTS)[number]['value']>('lunch');
  const [price, setPrice] = useState<number | null>(120);
  const [code, setCode] = useState('12');
  return (
    <Card title="Fields">
      <Form label="Example" onSubmit={() => undefined} errors={{ phone: 'This number is too short.' }}>
        <SearchField label="Search orders" value={search} onChange={setSearch} />
        <TextField label="Name" name="name" hint="As on the menu." required />
        <TextField label="Phone" name="phone" type="tel" />
        <TextField label="Disabled" name="disabled" defaultValue="Cannot be changed" disabled />
        <TextArea label="Instructions" name="instructions" placeholder="Less spicy" />
        <Select label="Slot" name="slot" choices={SLOTS} value={slot} onChange={setSlot} />
        <NumberField label="Price" name="price" value={price} onChange={setPrice} min={0} />
        <OtpField label="Code" name="otp" length={6} value={code} onChange={setCode} onComplete={() => undefined} />
        <Choices />
        <FormActions>
          <Button>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}

function Choices() {
  const [method, setMethod] = useState<'upi' | 'cash'>('upi');
  const [isOn, setOn] = useState(true);
  return (
    <>
      <ChoiceGroup
        label="Payment"
        value={method}
        onChange={setMethod}
        choices={[
          { value: 'upi', label: 'UPI', hint: 'Pay now', icon: <Smartphone /> },
          { value: 'cash', label: 'Cash', hint: 'Pay at the counter', icon: <Banknote /> },
        ]}
      />
      <Switch label="Delivery" hint="Students can have orders brought." checked={isOn} onChange={setOn} />
      <Checkbox label="Vegetarian only" checked={isOn} onChange={setOn} />
    </>
  );
}
