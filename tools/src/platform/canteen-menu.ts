interface Dish {
  category: string;
  name: string;
  description: string;
  price: number;
  isVeg: boolean;
  slots: string[];
}

const ALL_DAY: string[] = [];
const MORNING = ['breakfast'];
const MEALS = ['lunch', 'dinner'];

type Row = [name: string, price: number, description: string];

const veg = (category: string, slots: string[], rows: Row[]) => rows.map((row) => dish(category, slots, true, row));
const nonVeg = (category: string, slots: string[], rows: Row[]) => rows.map((row) => dish(category, slots, false, row));

/** The demonstration menu of a campus canteen; prices in rupees. */
export const DISHES: Dish[] = [
  ...veg('Breakfast', MORNING, [
    ['Masala Dosa', 55, 'Crisp rice crepe with spiced potato, coconut chutney and sambar'],
    ['Idli Sambar', 35, 'Three steamed rice cakes with sambar and chutney'],
    ['Poha', 30, 'Flattened rice with peanuts, curry leaves and lime'],
    ['Aloo Paratha', 45, 'Whole-wheat flatbread stuffed with potato, served with curd and pickle'],
    ['Upma', 32.5, 'Roasted semolina with vegetables and cashews'],
  ]),
  ...nonVeg('Breakfast', MORNING, [['Egg Bhurji Pav', 60, 'Spiced scrambled eggs with two buttered buns']]),
  ...veg('Main Course', MEALS, [
    ['Paneer Butter Masala', 140, 'Cottage cheese in a creamy tomato gravy'],
    ['Rajma Chawal', 80, 'Slow-cooked kidney beans with steamed rice'],
    ['Chole Bhature', 90, 'Spiced chickpeas with two fried breads'],
    ['Dal Tadka', 75, 'Yellow lentils tempered with cumin, garlic and ghee'],
    ['Veg Pulao', 95, 'Basmati rice with garden vegetables and raita'],
    ['Curd Rice', 60, 'Cooling rice with curd, mustard seeds and pomegranate'],
  ]),
  ...nonVeg('Main Course', MEALS, [
    ['Chicken Biryani', 160, 'Dum-cooked basmati rice with chicken, raita and salan'],
    ['Egg Curry', 85, 'Two boiled eggs in onion and tomato gravy'],
    ['Butter Chicken', 170, 'Tandoori chicken in a mild buttery gravy'],
  ]),
  ...veg('Snacks', ALL_DAY, [
    ['Samosa', 15, 'Crisp pastry with potato and peas, two chutneys'],
    ['Vada Pav', 20, 'Mumbai potato fritter in a bun with garlic chutney'],
    ['Pav Bhaji', 70, 'Buttery mashed vegetables with two buns'],
    ['Veg Grilled Sandwich', 49.5, 'Cucumber, tomato, potato and mint chutney'],
  ]),
  ...nonVeg('Snacks', ALL_DAY, [['Chicken Kathi Roll', 90, 'Grilled chicken and onions in a flaky paratha']]),
  ...veg('Beverages', ALL_DAY, [
    ['Masala Chai', 12, 'Ginger and cardamom tea'],
    ['Filter Coffee', 19.99, 'South Indian coffee, strong and frothy'],
    ['Sweet Lassi', 40, 'Thick churned curd with a hint of cardamom'],
    ['Lime Soda', 25, 'Fresh lime, sweet or salted'],
  ]),
  ...veg('Desserts', ALL_DAY, [
    ['Gulab Jamun', 30, 'Two milk dumplings in rose syrup'],
    ['Besan Ladoo', 8.35, 'Roasted gram flour, ghee and sugar, one piece'],
  ]),
];

function dish(category: string, slots: string[], isVeg: boolean, [name, price, description]: Row): Dish {
  return { category, name, description, price, isVeg, slots };
}
