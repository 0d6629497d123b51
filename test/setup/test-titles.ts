import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"

const ROOT = join(import.meta.dirname, "../..")

/** A test as its file writes it: the words of its title, of a `test.each` with the holes it has there. */
export type WrittenTest = { title: string; isSkipped: boolean }

const NAMES = new Set(["test", "it", "describe"])
const LEFT_OUT = new Set(["skip", "todo"])

/** What is called before the title (nothing is left out here: others' tests are read): `test`, `describe.skip`, `test.each(…)`, `test.runIf(…)`: its name and what hangs on it. */
const chainOf = (callee: ts.Expression): { name: string; modifiers: string[] } | null => {
  const modifiers: string[] = []
  let at = callee
  for (;;) {
    if (ts.isCallExpression(at)) at = at.expression
    else if (ts.isTaggedTemplateExpression(at)) at = at.tag
    else if (ts.isPropertyAccessExpression(at)) {
      modifiers.push(at.name.text)
      at = at.expression
    } else if (ts.isIdentifier(at)) return NAMES.has(at.text) ? { name: at.text, modifiers } : null
    else return null
  }
}

/** `{ skip: true }` or `{ todo: true }` among what a test is given. */
const isLeftOut = (given: ts.Expression): boolean =>
  ts.isObjectLiteralExpression(given) &&
  given.properties.some(
    (one) =>
      ts.isPropertyAssignment(one) &&
      ts.isIdentifier(one.name) &&
      LEFT_OUT.has(one.name.text) &&
      one.initializer.kind !== ts.SyntaxKind.FalseKeyword,
  )

/**
 * Every test written in a file, with those of `describe.skip`. What runs or not by the machine it stands on (`runIf`, `skipIf`) counts as
 * run: where it may not be missing, it says so itself.
 */
const testsWrittenIn = (path: string): WrittenTest[] => testsIn(readFileSync(path, "utf8"), path)

/** @param code the text of a test file @param path its name, by whose ending markup is read */
export const testsIn = (code: string, path = "a.test.ts"): WrittenTest[] => {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const found: WrittenTest[] = []
  const visit = (node: ts.Node, isSkipped: boolean): void => {
    let inside = isSkipped
    if (ts.isCallExpression(node)) {
      const chain = chainOf(node.expression)
      const [title, ...given] = node.arguments
      if (chain && title && ts.isStringLiteralLike(title)) {
        inside ||= chain.modifiers.some((one) => LEFT_OUT.has(one)) || given.some(isLeftOut)
        if (chain.name !== "describe") found.push({ title: title.text, isSkipped: inside })
      }
    }
    ts.forEachChild(node, (child) => visit(child, inside))
  }
  visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest, false, kind), false)
  return found
}

const known = new Map<string, WrittenTest[]>()
/** Why a test cannot stand for anything; null for one that is written and runs. `named`: `test/… › its title`. */
export const faultOf = (named: string): string | null => {
  const at = named.indexOf(" › ")
  const [path, title] = [named.slice(0, at), named.slice(at + 3)]
  if (at < 0 || !/^test\/.+\.test\.tsx?$/.test(path)) return "names no test"
  if (/\.long\.test\.ts$/.test(path)) return "is not run with the others"
  if (!existsSync(join(ROOT, path))) return "its file is not there"
  const written = known.get(path) ?? testsWrittenIn(join(ROOT, path))
  known.set(path, written)
  const same = written.filter((one) => one.title === title)
  if (same.length === 0) return "no test of that title"
  return same.some(({ isSkipped }) => isSkipped) ? "is skipped" : null
}
