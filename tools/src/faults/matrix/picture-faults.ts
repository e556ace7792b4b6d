import { readdirSync } from 'node:fs';
import { adminMenuItemAnswer } from '@campus/contracts/menu-api';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Answer } from '../people/caller.ts';
import type { Party } from '../people/party.ts';
import { there, whyNone } from './disk-faults.ts';
import { type Fault, wholly, without } from './fault.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const pictures: Fault = {
  name: 'full disk of the pictures',
  how: 'the file system of catalog’s pictures has no page left: an upload is refused with 503 and leaves nothing, the picture of before is shown',
  victims: ['pictures'],
  touches: () => ['catalog', 'postgres', 'gateway'],
  holdSeconds: [3, 6],
  works: () => ({ operations: without(), floor: 0.99 }),
  impossible: ({ stage }) => whyNone(stage.disks.pictures),
  async inject(party) {
    const { stage } = party;
    const disk = there(stage.disks.pictures);
    const shown = await uploaded(party);
    const files = filesOf(party);
    await disk.fill();
    const heal = async () => {
      await disk.free();
      await uploaded(party);
    };
    return wholly(heal, async () => {
      expectRefusal(await upload(party));
      await expectShown(party, shown);
      const strange = filesOf(party).filter((file) => !files.includes(file));
      if (strange.length > 0) throw new SetupFault(`A refused picture left ${strange.join(', ')}.`);
    });
  },
};

/** Gives a dish a new picture; resolves to its address. */
async function uploaded(party: Party): Promise<string> {
  const answer = await upload(party);
  const { data } = adminMenuItemAnswer.safeParse(answer.body);
  if (!data?.item.image_url) throw new SetupFault(`A picture was not taken: ${said(answer)}`);
  await expectShown(party, data.item.image_url);
  return data.item.image_url;
}

function upload({ call, staff, dishes }: Party): Promise<Answer> {
  const form = new FormData();
  form.append('image', new Blob([Buffer.from(PIXEL, 'base64')], { type: 'image/png' }), 'dish.png');
  const path = `/api/v1/admin/menu/items/${dishes[0]}/image`;
  return call(staff.admin, { operation: 'admin', method: 'POST', path, form });
}

function expectRefusal(answer: Answer): void {
  if (answer.status !== 503 || answer.code !== 'SERVICE_UNAVAILABLE')
    throw new SetupFault(
      `An upload to a full disk is answered with ${said(answer)}, not with 503 SERVICE_UNAVAILABLE.`,
    );
}

async function expectShown({ stage }: Party, path: string): Promise<void> {
  const { status } = await fetch(new URL(path, stage.gateway), { signal: AbortSignal.timeout(5_000) });
  if (status !== 200) throw new SetupFault(`The picture ${path} is answered with ${status}.`);
}

function said({ status, code }: Answer): string {
  return `${status ?? 'no answer'} ${code ?? ''}`.trim();
}

const filesOf = ({ stage }: Party) => readdirSync(stage.mediaDirectory);

export const PICTURE_FAULTS = [pictures];
