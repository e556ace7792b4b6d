import type { Db } from '@campus/database/connect';

/** How well items match, by id: the lower the better. */
export type Ranks = ReadonlyMap<string, number>;

// How alike a misspelt word and the word meant must be (strict_word_similarity, 0 to 1): "briyani" and "Biryani" are 0.33. Descriptions
// have many words, and so more that are alike by chance.
const ALIKE = { name: 0.3, description: 0.4 };

// In the transaction of the search only. PostgreSQL takes a comparison of trigrams to cost as much as one of numbers, and would rather
// compare 2,000 dishes one by one (25 ms) than use the index (1 to 6 ms).
const SETTINGS = `select
  set_config('pg_trgm.strict_word_similarity_threshold', '${ALIKE.name}', true), set_config('cpu_operator_cost', '0.05', true)`;

const SEARCH = `
  select id, case
      when name ilike :exact then 0
      when ' ' || name ilike :word then 1
      when name ilike :anywhere then 2
      when description ilike :anywhere then 3
      when name %>> :search then 4
      else 5
    end as rank
  from menu_items
  where deleted_at is null and (
    name ilike :anywhere or description ilike :anywhere or name %>> :search
    or (description %>> :search and strict_word_similarity(:search, description) >= ${ALIKE.description}))`;

/** Items whose name or description contains the text, or words that are spelt almost like it; undefined when nothing is searched for. */
export async function searchItems(db: Db, search: string | undefined): Promise<Ranks | undefined> {
  if (!search) return undefined;
  const literal = search.replace(/[\\%_]/g, String.raw`\$&`);
  const patterns = { search, exact: literal, word: `% ${literal}%`, anywhere: `%${literal}%` };
  return db.transaction(async (trx) => {
    await trx.raw(SETTINGS);
    const { rows }: { rows: { id: string; rank: number }[] } = await trx.raw(SEARCH, patterns);
    return new Map(rows.map(({ id, rank }) => [id, rank]));
  });
}
