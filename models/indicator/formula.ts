/**
 * The language of formulas: names of counts, numbers, `+ − × ÷` (also `-`, `*`, `/`), brackets, `max(a; b)`, `min(a; b)` and
 * `firstOf(a; b)`: the first that is there and not zero. Nothing else: no other word, no loop, nothing that is run.
 */
export type Formula =
  | { kind: "NUMBER"; value: number }
  | { kind: "COUNT"; name: string }
  | { kind: "SUM"; sign: 1 | -1; left: Formula; right: Formula }
  | { kind: "PRODUCT"; left: Formula; right: Formula }
  | { kind: "QUOTIENT"; left: Formula; right: Formula }
  | { kind: "CHOICE"; of: ChoiceName; parts: Formula[] }

const CHOICES = ["max", "min", "firstOf"] as const
type ChoiceName = (typeof CHOICES)[number]

export type ParsedFormula = { ok: true; formula: Formula } | { ok: false; fault: string }

const TOKEN = /\s*(?:(?<number>\d+(?:[.,]\d+)?)|(?<name>[a-zA-Z]\w*)|(?<mark>[-+−*×/÷();:]))/uy
const MOST_TOKENS = 200

type Token = { text: string; at: number; kind: "NUMBER" | "NAME" | "MARK" }

/** Reads a formula; a fault says in words what is wrong and at which sign. Names are not looked up. */
export const parseFormula = (text: string): ParsedFormula => {
  try {
    const reader = new Reader(tokensOf(text))
    const formula = reader.sum()
    reader.end()
    return { ok: true, formula }
  } catch (error) {
    if (error instanceof FormulaFault) return { ok: false, fault: error.message }
    throw error
  }
}

class FormulaFault extends Error {}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  for (let at = 0; text.slice(at).trim() !== ""; ) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    if (!found) {
      const sign = text.slice(at).trim()[0] ?? ""
      throw new FormulaFault(`Ký tự «${sign}» không dùng được trong công thức.`)
    }
    const { number, name, mark } = found.groups ?? {}
    tokens.push({
      text: number ?? name ?? mark ?? "",
      at: TOKEN.lastIndex,
      kind: number ? "NUMBER" : name ? "NAME" : "MARK",
    })
    if (tokens.length > MOST_TOKENS) throw new FormulaFault("Công thức quá dài.")
    at = TOKEN.lastIndex
  }
  if (tokens.length === 0) throw new FormulaFault("Công thức còn trống.")
  return tokens
}

/** Brackets deeper than anyone writes are refused before they can fill the stack. */
const MOST_DEEP = 20

class Reader {
  private at = 0
  private depth = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  end(): void {
    const left = this.tokens[this.at]
    if (left) throw new FormulaFault(`Thừa «${left.text}» ở vị trí ${left.at}.`)
  }

  sum(): Formula {
    this.depth += 1
    if (this.depth > MOST_DEEP) throw new FormulaFault("Công thức lồng quá nhiều ngoặc.")
    let left = this.product()
    for (let mark = this.take("+", "-", "−"); mark; mark = this.take("+", "-", "−"))
      left = { kind: "SUM", sign: mark === "+" ? 1 : -1, left, right: this.product() }
    this.depth -= 1
    return left
  }

  private product(): Formula {
    let left = this.part()
    for (let mark = this.take("*", "×", "/", "÷", ":"); mark; mark = this.take("*", "×", "/", "÷", ":"))
      left = { kind: mark === "*" || mark === "×" ? "PRODUCT" : "QUOTIENT", left, right: this.part() }
    return left
  }

  private part(): Formula {
    const token = this.tokens[this.at]
    if (!token) throw new FormulaFault("Công thức dừng giữa chừng: thiếu một số đếm hoặc ngoặc đóng.")
    this.at += 1
    if (token.kind === "NUMBER") return { kind: "NUMBER", value: Number(token.text.replace(",", ".")) }
    if (token.kind === "NAME") return this.named(token)
    if (token.text !== "(") throw new FormulaFault(`Không chờ «${token.text}» ở vị trí ${token.at}.`)
    const inner = this.sum()
    this.close()
    return inner
  }

  private named({ text }: Token): Formula {
    const of = CHOICES.find((choice) => choice === text)
    if (!of) return { kind: "COUNT", name: text }
    if (!this.take("(")) throw new FormulaFault(`Sau «${text}» phải có ngoặc mở.`)
    const parts = [this.sum()]
    while (this.take(";")) parts.push(this.sum())
    this.close()
    return { kind: "CHOICE", of, parts }
  }

  private close(): void {
    if (!this.take(")")) throw new FormulaFault("Thiếu ngoặc đóng.")
  }

  private take(...marks: string[]): string | null {
    const token = this.tokens[this.at]
    if (token?.kind !== "MARK" || !marks.includes(token.text)) return null
    this.at += 1
    return token.text
  }
}

/** The names a formula asks for, each once, in the order they stand in. */
export const countNamesIn = (formula: Formula): string[] => [...new Set(namesIn(formula))]

function namesIn(formula: Formula): string[] {
  switch (formula.kind) {
    case "NUMBER":
      return []
    case "COUNT":
      return [formula.name]
    case "CHOICE":
      return formula.parts.flatMap(namesIn)
    default:
      return [...namesIn(formula.left), ...namesIn(formula.right)]
  }
}

/**
 * What a formula comes to. A count that is not there (null) makes the whole null, and so does a division by nothing; `max`,
 * `min` and `firstOf` pass over what is not there.
 */
export const formulaValue = (formula: Formula, count: (name: string) => number | null): number | null => {
  switch (formula.kind) {
    case "NUMBER":
      return formula.value
    case "COUNT":
      return count(formula.name)
    case "CHOICE": {
      const values = formula.parts.map((part) => formulaValue(part, count))
      if (formula.of === "firstOf")
        return values.find((value) => value !== null && value !== 0) ?? values.at(-1) ?? null
      const known = values.filter((value) => value !== null)
      if (known.length === 0) return null
      return formula.of === "max" ? Math.max(...known) : Math.min(...known)
    }
    default: {
      const left = formulaValue(formula.left, count)
      const right = formulaValue(formula.right, count)
      if (left === null || right === null) return null
      if (formula.kind === "SUM") return left + formula.sign * right
      if (formula.kind === "PRODUCT") return left * right
      return right === 0 ? null : left / right
    }
  }
}

/** A formula in words, with what its counts are called. */
export const formulaInWords = (formula: Formula, label: (name: string) => string): string => {
  const inner = (part: Formula) =>
    part.kind === "SUM" ? `(${formulaInWords(part, label)})` : formulaInWords(part, label)
  switch (formula.kind) {
    case "NUMBER":
      return String(formula.value).replace(".", ",")
    case "COUNT":
      return `[${label(formula.name)}]`
    case "SUM":
      return `${formulaInWords(formula.left, label)} ${formula.sign === 1 ? "+" : "−"} ${inner(formula.right)}`
    case "PRODUCT":
      return `${inner(formula.left)} × ${inner(formula.right)}`
    case "QUOTIENT":
      return `${inner(formula.left)} ÷ ${formula.right.kind === "PRODUCT" || formula.right.kind === "QUOTIENT" ? `(${formulaInWords(formula.right, label)})` : inner(formula.right)}`
    case "CHOICE":
      return `${CHOICE_WORDS[formula.of]} (${formula.parts.map((part) => formulaInWords(part, label)).join("; ")})`
  }
}

const CHOICE_WORDS: Record<ChoiceName, string> = {
  max: "số lớn hơn trong",
  min: "số nhỏ hơn trong",
  firstOf: "số đầu tiên có số liệu trong",
}
