/** The numbers a page or document says, as a reader finds them: by the words beside them. */

/** Every `12 (Mười hai) dịch vụ công …` of a text with the longest of the names that follows the number. */
export const saidIn = (text: string, names: readonly string[]): { name: string; count: number }[] => {
  const longestFirst = [...names].sort((a, b) => b.length - a.length)
  const flat = text.normalize("NFC").replace(/\s+/gu, " ")
  return [
    ...flat.matchAll(/(?<![\d.])(\d[\d.]*)(?: \(\p{Lu}[^()\d]*\))? (?=dịch vụ công|thủ tục hành chính)/gu),
  ].flatMap((found) => {
    const rest = flat.slice(found.index + found[0].length)
    const name = longestFirst.find((one) => rest.startsWith(one))
    return name ? [{ name, count: Number((found[1] ?? "").replaceAll(".", "")) }] : []
  })
}

/** The words of a page, without what no reader sees. */
export const plain = (html: string): string =>
  html
    .replace(/<(style|script|head)\b.*?<\/\1>/gsu, "")
    .replace(/<!--.*?-->/gsu, "")
    .replace(/<[^>]+>/gu, " ")
    .replace(/\s+([,.])/gu, "$1")

/** The numbers of every table of a page, or of the tables of one caption: a list of rows each, headings left out. */
export const tablesIn = (html: string, caption = ""): number[][][] =>
  [...html.matchAll(/<table.*?<\/table>/gsu)]
    .map(([table]) => table)
    .filter((table) => plain(table).includes(caption))
    .flatMap((table) => [...table.matchAll(/<tbody.*?<\/tbody>/gsu)])
    .map(([body]) =>
      [...body.matchAll(/<tr.*?<\/tr>/gsu)].map(([row]) =>
        [...row.matchAll(/<td.*?<\/td>/gsu)].map(([cell]) =>
          Number(plain(cell).trim().replaceAll(".", "").replace(/^–$/u, "0")),
        ),
      ),
    )

/** What keeps a table's last line from being the sum of the others; null where it adds up. */
export const wrongSum = (table: readonly number[][]): string | null => {
  const parts = table.slice(0, -1)
  const sums = table[0]?.map((_, column) => parts.reduce((sum, row) => sum + (row[column] ?? 0), 0))
  return JSON.stringify(sums) === JSON.stringify(table.at(-1)) ? null : `${sums} is not ${table.at(-1)}`
}
