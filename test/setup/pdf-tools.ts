import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/**
 * Independent readers of our files (poppler, qpdf). Tests ask them and never skip: a machine without them is told what to
 * install.
 */
const run = (program: string, arguments_: string[]): string => {
  try {
    return execFileSync(program, arguments_, { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new Error(`${program} is not installed: apt-get install poppler-utils qpdf`)
    throw error
  }
}

const onFile = <Result>(bytes: Uint8Array, use: (file: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), "van-ban-"))
  try {
    const file = join(folder, "a.pdf")
    writeFileSync(file, bytes)
    return use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Text of pages as poppler lays it out, one string per page. */
export const textOfPages = (bytes: Uint8Array): string[] => readText(bytes, "-layout")

/** Text of pages in the order it is drawn. */
export const textAsDrawn = (bytes: Uint8Array): string[] => readText(bytes, "-raw")

const readText = (bytes: Uint8Array, mode: string): string[] =>
  onFile(bytes, (file) => run("pdftotext", [mode, file, "-"]))
    .split("\f")
    .slice(0, -1)

/** Text in the order and grouping of the structure tree, as a screen reader would take it; one string per element. */
export const textOfStructure = (bytes: Uint8Array): string[] =>
  onFile(bytes, (file) => run("pdfinfo", ["-struct-text", file]))
    .split(/^\s*(?:P|H1|TH|TD|TR|Table|Form|Document)\b.*$/mu)
    .map((part) => [...part.matchAll(/^\s*"(.*)"$/gmu)].map(([, text]) => text).join(""))
    .filter(Boolean)

/** Every font in the file with whether it is embedded, a subset, and readable back. */
export const fontsOf = (
  bytes: Uint8Array,
): { name: string; embedded: boolean; subset: boolean; unicode: boolean }[] =>
  onFile(bytes, (file) => run("pdffonts", [file]))
    .split("\n")
    .slice(2)
    .filter(Boolean)
    .map((line) => {
      const [name = "", ...rest] = line.trim().split(/\s+/u)
      const [embedded, subset, unicode] = rest.slice(-5, -2).map((word) => word === "yes")
      return { name, embedded: embedded === true, subset: subset === true, unicode: unicode === true }
    })

/** Throws with qpdf's words when the file's structure is not sound. */
export const qpdfCheck = (bytes: Uint8Array): string =>
  onFile(bytes, (file) => run("qpdf", ["--check", file]))

/** Every object of the file as qpdf reads it, by `obj:N 0 R`. */
export const objectsOf = (bytes: Uint8Array): Record<string, { value?: Record<string, unknown> }> =>
  onFile(bytes, (file) => JSON.parse(run("qpdf", ["--json=2", "--json-key=qpdf", file])).qpdf[1])

/** Fields that pdfsig finds, with its verdict on each. */
export const pdfSignatures = (
  bytes: Uint8Array,
): { field: string; signer: string; verdict: string; whole: boolean }[] =>
  onFile(bytes, (file) => run("pdfsig", ["-nocert", file]))
    .split(/^Signature #\d+:$/mu)
    .slice(1)
    .map((part) => ({
      field: /Signature Field Name: (.*)/u.exec(part)?.[1] ?? "",
      signer: /Signer Certificate Common Name: (.*)/u.exec(part)?.[1] ?? "",
      verdict: /Signature Validation: (.*)/u.exec(part)?.[1] ?? "not signed",
      whole: /^ {2}- Total document signed/mu.test(part),
    }))

/** A page as poppler shows it, 150 dots an inch: four bytes a dot, from the top. */
export const pictureOfPage = (
  bytes: Uint8Array,
  page: number,
): { width: number; height: number; rgba: Uint8ClampedArray } =>
  onFile(bytes, (file) => {
    run("pdftoppm", [
      "-r",
      "150",
      "-f",
      String(page),
      "-l",
      String(page),
      "-singlefile",
      file,
      `${file}-trang`,
    ])
    const ppm = readFileSync(`${file}-trang.ppm`)
    const [header = "", width = "", height = ""] =
      /^P6\s+(\d+)\s+(\d+)\s+255\s/u.exec(ppm.toString("latin1", 0, 64)) ?? []
    const rgba = new Uint8ClampedArray(Number(width) * Number(height) * 4).fill(255)
    for (let dot = 0; dot < rgba.length / 4; dot += 1)
      for (let colour = 0; colour < 3; colour += 1)
        rgba[dot * 4 + colour] = ppm[header.length + dot * 3 + colour] ?? 255
    return { width: Number(width), height: Number(height), rgba }
  })
