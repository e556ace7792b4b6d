import { randomInt } from 'node:crypto';
import { adminMenuItemAnswer, categoryAnswer } from '@campus/contracts/menu-api';
import { eventually } from '@campus/testing/eventually';
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PortalScene } from './support/portal-scene.ts';

const PAGE = '/kitchen/admin/menu';
const MENU = '/api/v1/admin/menu';
const LARGE = 5 * 1024 * 1024 + 1;

export function adminMenuStories({ visit, admin }: PortalScene): void {
  /** A category of its own, with a dish for each price. */
  async function served(...prices: number[]) {
    const name = `Shelf ${randomInt(1e9)}`;
    const { category } = await admin.ask(categoryAnswer, 'POST', `${MENU}/categories`, { name });
    const dishes = [];
    for (const [index, price] of prices.entries()) {
      const dish = { category_id: category.id, name: `${name} dish ${index + 1}`, price, time_slots: [] };
      const body = { ...dish, display_order: index + 1 };
      dishes.push((await admin.ask(adminMenuItemAnswer, 'POST', `${MENU}/items`, body)).item);
    }
    return { category, dishes };
  }
  const change = (id: string, body: object) => admin.ask(adminMenuItemAnswer, 'PUT', `${MENU}/items/${id}`, body);

  async function menuPage(size?: 'phone' | 'tablet') {
    const window = await visit(PAGE, { as: 'admin', ...(size && { size }) });
    await window.page.getByRole('heading', { name: 'Menu', level: 1 }).waitFor();
    await window.page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    return window;
  }

  test('a new dish with its photo appears on the open menu of a student; what cannot be is said beside its field', async () => {
    const { category } = await served(10);
    const student = await visit('/', { as: 'student', size: 'phone' });
    const window = await menuPage();
    const { page } = window;
    const name = `Mango Lassi ${randomInt(1e9)}`;
    await page.getByRole('button', { name: `Add a dish to ${category.name}` }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Add to the menu' }).click();
    await form.getByText('Give it a name.').waitFor();
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form.getByRole('textbox', { name: 'Price in rupees' }).fill('42.505');
    await form.getByRole('button', { name: 'Add to the menu' }).click();
    await form.getByText('Write an amount above zero').waitFor();
    await form.getByRole('textbox', { name: 'Price in rupees' }).fill('42.50');

    const photo = form.getByLabel('Photo', { exact: true });
    await photo.setInputFiles({ name: 'menu.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
    await form.getByText('This is not a picture that can be used.').waitFor();
    await photo.setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(LARGE) });
    await form.getByText('5 MB is the most.').waitFor();
    await photo.setInputFiles({ name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') });
    await form.getByRole('button', { name: 'Add to the menu' }).click();
    await form.getByText('The dish is saved, its photo is not.').waitFor();
    await window.expectClean();

    await photo.setInputFiles({ name: 'lassi.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await form.getByRole('img', { name: 'The chosen photo' }).waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`${name} is saved`).waitFor();

    const card = student.page.getByRole('article').filter({ hasText: name });
    await card.getByText('₹42.50').waitFor();
    await eventually(async () => expect(await card.locator('img').evaluate(isShown)).toBe(true));
  });

  test('dishes are put in order by keyboard, mouse and finger, and a student sees them so', async () => {
    const { category, dishes } = await served(11, 12, 13);
    const [first = '', second = '', third = ''] = dishes.map(({ name }) => name);
    const student = await visit('/', { as: 'student' });
    const { page, expectClean } = await menuPage('tablet');
    const list = page.getByRole('region', { name: category.name }).getByRole('list', { name: category.name });
    const onMenu = () => student.page.getByRole('article').filter({ hasText: category.name }).allInnerTexts();
    const expectOrder = (...names: string[]) =>
      eventually(async () => {
        const shown = await onMenu();
        expect(shown.map((text) => names.findIndex((name) => text.includes(name)))).toEqual([0, 1, 2]);
      });
    await expectOrder(first, second, third);

    await list.getByRole('button', { name: `Move ${first}` }).focus();
    await page.keyboard.press('Space');
    await page.getByText(`${first} is picked up, place 1 of 3.`).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowDown');
    await page.getByText(`${first} is at place 2 of 3.`).waitFor({ state: 'attached' });
    await expectClean();
    await page.keyboard.press('Space');
    await expectOrder(second, first, third);

    const handle = (name: string) => list.getByRole('button', { name: `Move ${name}` });
    const isAt = (place: number) =>
      page.getByText(`${third} is at place ${place} of 3.`).waitFor({ state: 'attached' });
    await drag(page, [await middle(handle(third)), await middle(handle(second))], () => isAt(1));
    await expectOrder(third, second, first);

    await dragByFinger(page, [await middle(handle(third)), await middle(handle(first))], () => isAt(3));
    await expectOrder(second, first, third);
    const stored = await admin.send('GET', `${MENU}/items?category_id=${category.id}`);
    expect(stored.body).toMatchObject({ items: [{ name: second }, { name: first }, { name: third }] });
  });

  test('two admins at one dish: the second is told what the first has changed, and nothing is lost', async () => {
    const { dishes } = await served(70);
    const [dish] = dishes;
    if (!dish) throw new Error('no dish');
    const { page, expectClean } = await menuPage();
    await page.getByRole('button', { name: `Edit ${dish.name}`, exact: true }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Description' }).fill('With cumin');
    await change(dish.id, { price: 71.05 });
    await form.getByText('Somebody else has just changed this').waitFor();
    await form.getByText('Price: ₹71.05').waitFor();
    await expectClean();
    await form.getByRole('button', { name: 'Keep what I wrote' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });

    // The other admin is faster by the length of the way to the server.
    const faster = async (route: Route) => {
      await change(dish.id, { price: 72 });
      await route.continue();
    };
    await page.route(`**/items/${dish.id}`, faster, { times: 1 });
    await page.getByRole('button', { name: `Price of ${dish.name}: ₹71.05. Change` }).click();
    await page.getByRole('textbox', { name: 'Price in rupees' }).fill('75');
    await page.keyboard.press('Enter');
    await page.getByText('Somebody was faster').waitFor();
    await page.getByText('It costs ₹72.00 now.').waitFor();
    const { item } = await change(dish.id, { is_veg: true });
    expect(item).toMatchObject({ price: 72, description: 'With cumin' });
  });

  test('a dish goes off the menu for an hour and is deleted; a category is added and hidden', async () => {
    const { category, dishes } = await served(33);
    const [dish] = dishes;
    if (!dish) throw new Error('no dish');
    const { page, expectClean } = await menuPage('phone');
    await page.getByRole('searchbox', { name: 'Search dishes' }).fill(dish.name);
    await page.getByRole('button', { name: `${dish.name}: On. Change` }).click();
    await page.getByRole('menuitem', { name: 'Off for one hour' }).click();
    await page.getByRole('button', { name: `${dish.name}: Off until` }).waitFor();
    await page.getByRole('button', { name: `More for ${dish.name}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the dish' }).click();
    await page.getByText('No dish fits').waitFor();
    expect((await admin.send('DELETE', `${MENU}/items/${dish.id}`)).status).toBe(404);

    await page.getByRole('button', { name: 'Categories' }).click();
    const name = `Sweets ${randomInt(1e9)}`;
    await page.getByRole('textbox', { name: 'Name of a new category' }).fill(category.name);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('This name is taken.').waitFor();
    await page.getByRole('textbox', { name: 'Name of a new category' }).fill(name);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: `Edit ${name}` }).click();
    const form = page.getByRole('dialog', { name: `Category ${name}` });
    await form.getByRole('switch', { name: /Shown to students/ }).click();
    await expectClean();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('listitem').filter({ hasText: name }).getByText('Hidden from students').waitFor();
  });

  test('the menu is good at every size in both themes, with its sheets', async () => {
    await served(120, 42.5);
    const light = await menuPage();
    await light.expectGoodAtEverySize('admin-menu-light');
    await light.page
      .getByRole('button', { name: /^Edit .* dish 1$/ })
      .last()
      .click();
    await light.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor();
    await light.expectGoodAtEverySize('admin-menu-dish-light');
    const dark = await visit(PAGE, { as: 'admin', theme: 'dark' });
    await dark.page.getByRole('button', { name: 'Categories' }).click();
    await dark.page.getByRole('dialog').getByRole('list').waitFor();
    await dark.expectGoodAtEverySize('admin-menu-categories-dark');
  });
}

type Locator = ReturnType<Page['locator']>;
interface Point {
  x: number;
  y: number;
}

async function middle(locator: Locator): Promise<Point> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing to hold');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** `arrived`: let go only when the page has noticed where it is. */
async function drag(page: Page, [from, to]: [Point, Point], arrived: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await arrived();
  await page.mouse.up();
}

async function dragByFinger(page: Page, [from, to]: [Point, Point], arrived: () => Promise<void>): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [from]);
  for (const part of [0.1, 0.4, 0.7, 1]) await touch('touchMove', [{ x: from.x, y: from.y + (to.y - from.y) * part }]);
  await arrived();
  await touch('touchEnd', []);
}

function isShown(picture: Element): boolean {
  return picture instanceof HTMLImageElement && picture.complete && picture.naturalWidth > 0;
}
