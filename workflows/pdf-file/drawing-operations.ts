/** One operator of a content stream with the operands before it, as they are written. */
export type DrawingOperation = { operator: string; operands: string[] }

const TOKENS = {
  blank: /[\0\t\n\f\r ]+/uy,
  operand: /<<[^<>()[\]]*>>|<[0-9A-Fa-f]*>|\[[^[\]()]*\]|\/[^\0\s()<>[\]{}/%#]+|[+-]?(?:\d+\.?\d*|\.\d+)/uy,
  operator: /[A-Za-z]{1,3}\*?|['"]/uy,
} as const

/**
 * The operators of a content written as plainly as ours are (ISO 32000-1, 7.8.2); null for one with comments, strings in
 * brackets, dictionaries in dictionaries or pictures: programs differ in where these end.
 */
export const operationsIn = (content: string): DrawingOperation[] | null => {
  const operations: DrawingOperation[] = []
  let operands: string[] = []
  let at = 0
  const taken = (kind: keyof typeof TOKENS): string | null => {
    const pattern = TOKENS[kind]
    pattern.lastIndex = at
    const [text] = pattern.exec(content) ?? []
    if (text === undefined) return null
    at += text.length
    return text
  }
  while (at < content.length) {
    if (taken("blank") !== null) continue
    const operand = taken("operand")
    if (operand !== null) {
      operands.push(operand)
      continue
    }
    const operator = taken("operator")
    if (operator === null) return null
    operations.push({ operator, operands })
    operands = []
  }
  return operands.length === 0 ? operations : null
}
