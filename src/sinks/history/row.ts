/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>

/** The text of a column; null for NULL and for anything else. */
export function textOf(row: Row, column: string): string | null {
  const value = row[column]
  return typeof value === 'string' ? value : null
}

/** The number of a column; null for NULL and for anything else. */
export function numberOf(row: Row, column: string): number | null {
  const value = row[column]
  return typeof value === 'number' ? value : null
}

/** The word of a column, when it is one of those that are known. */
export function wordOf<Word extends string>(row: Row, column: string, words: readonly Word[]): Word | null {
  return words.find((word) => word === row[column]) ?? null
}
