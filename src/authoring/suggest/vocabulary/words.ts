/**
 * How the word tables are written. Words stand in one string, blanks between them (`_` for a blank inside an English
 * word): a table of a thousand words stays readable, and a change shows as one word in a diff.
 */
export interface Words {
  /** A concept, a facet that many things have (`type`, `date`), or a holder (`head`, `event`). */
  readonly id: string
  /** Chinese, as labels have it. */
  readonly zh?: string
  /** English, as names of properties and columns have it: `birth_date` stands for birthDate, birth_date, BIRTHDATE. */
  readonly en?: string
  /** Abbreviations in use that aren't English, mostly the first letters of the Pinyin: `xm`, `csrq`. */
  readonly short?: string
  /**
   * Words added after looking at the twelve lists under `bench/suggest/field-lists`, which general knowledge would not
   * have brought. `npm run bench:suggest` also measures without them.
   */
  readonly seen?: { readonly zh?: string; readonly en?: string; readonly short?: string }
}
