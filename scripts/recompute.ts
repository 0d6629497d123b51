/**
 * `npm run recompute -- FOLDER`: recomputes published figures from `indicators.csv` and `data.csv` of the folder and compares them with
 * its `results.csv`. Uses nothing of the system that published them. Exit 0: all agree; 1: some differ, named; 2: cannot be read.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse/sync"

type Row = Record<string, string>
const folder = process.argv[2] ?? "."
const table = (name: string): Row[] => parse(readFileSync(join(folder, name)), { columns: true, bom: true })

/** A formula worked out as it is read: sums of products of names, numbers, brackets, and max, min, firstOf. */
function work(formula: string, count: (name: string) => number | null): number | null {
  const signs = formula.match(/\d+(?:[.,]\d+)?|\w+|[-+−*×/÷:();]/gu) ?? []
  const both = (a: number | null, b: number | null, act: (a: number, b: number) => number | null) =>
    a === null || b === null ? null : act(a, b)
  const sum = (): number | null => {
    let left = product()
    while (/^[-+−]$/u.test(signs[0] ?? "")) {
      const sign = signs.shift() === "+" ? 1 : -1
      left = both(left, product(), (a, b) => a + sign * b)
    }
    return left
  }
  const product = (): number | null => {
    let left = part()
    while (/^[*×/÷:]$/u.test(signs[0] ?? "")) {
      const isTimes = /[*×]/u.test(signs.shift() ?? "")
      left = both(left, part(), (a, b) => (isTimes ? a * b : b === 0 ? null : a / b))
    }
    return left
  }
  const part = (): number | null => {
    const sign = signs.shift() ?? ""
    if (sign === "(") return inBrackets()[0] ?? null
    if (/^\d/u.test(sign)) return Number(sign.replace(",", "."))
    if (!["max", "min", "firstOf"].includes(sign)) return count(sign)
    signs.shift()
    const all = inBrackets()
    const known = all.filter((value) => value !== null)
    if (sign === "firstOf") return known.find((value) => value !== 0) ?? all.at(-1) ?? null
    return known.length === 0 ? null : sign === "max" ? Math.max(...known) : Math.min(...known)
  }
  const inBrackets = (): (number | null)[] => {
    const values = [sum()]
    while (signs.shift() === ";") values.push(sum())
    return values
  }
  return sum()
}

function main(): number {
  const counts = new Map<string, number>()
  for (const { period, scope, count, amount } of table("data.csv")) {
    const key = [period, scope, count].join("\t")
    counts.set(key, (counts.get(key) ?? 0) + Number(amount))
  }
  const indicators = new Map(table("indicators.csv").map((row) => [row["id"], row]))
  const results = table("results.csv")
  const differences = results.flatMap((said) => {
    const of = indicators.get(said["indicator"] ?? "")
    const place = `${said["period"]}, ${said["scope"] || "toàn tỉnh"}, ${said["indicator"]}`
    if (!of) return [`${place}: không có định nghĩa`]
    const count = (name: string) => counts.get([said["period"], said["scope"], name].join("\t")) ?? null
    const numerator = work(of["numerator"] ?? "", count)
    const denominator = of["denominator"] ? work(of["denominator"], count) : 1
    const status =
      denominator === 0
        ? "EMPTY_DENOMINATOR"
        : numerator === null || denominator === null
          ? "NO_DATA"
          : "VALUE"
    const scaled = ((of["scale"] === "PERCENT" ? 100 : 1) * (numerator ?? 0)) / (denominator || 1)
    const factor = 10 ** Number(of["decimals"])
    const rounded =
      (Math.sign(scaled) * Math.round(Math.abs(scaled) * factor * (1 + Number.EPSILON))) / factor
    const value =
      status === "VALUE" ? rounded : status === "EMPTY_DENOMINATOR" && of["whenEmpty"] === "ZERO" ? 0 : null
    const ours: Row = {
      status,
      numerator: text(numerator),
      denominator: text(denominator),
      value: text(value),
    }
    return Object.entries(ours).flatMap(([name, found]) =>
      isSame(found, said[name] ?? "")
        ? []
        : [`${place}: ${name} công bố «${said[name]}», tính lại «${found}»`],
    )
  })
  console.log(differences.join("\n") || `${results.length} kết quả tính lại đều khớp.`)
  return differences.length === 0 ? 0 : 1
}

const text = (value: number | null): string => (value === null ? "" : String(value))
/** The last digits of a fraction depend on the order of adding. */
const isSame = (a: string, b: string): boolean =>
  a === b ||
  (a !== "" && b !== "" && Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(a))))

try {
  process.exitCode = main()
} catch (error) {
  console.error(`Không đọc được thư mục «${folder}»: ${error instanceof Error ? error.message : error}`)
  console.error("Cách dùng: npm run recompute -- THƯ_MỤC (có indicators.csv, data.csv, results.csv)")
  process.exitCode = 2
}
